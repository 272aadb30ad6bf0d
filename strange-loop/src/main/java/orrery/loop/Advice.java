package orrery.loop;

import orrery.loop.level.ExpertKind;
import orrery.loop.level.Regime;
import orrery.timeline.Refusal;

/// What the analysis of dynamics says, as far as learning listens: it enters as one more expert.
///
/// A wrong advice costs at most what one expert more costs in the regret bound.
///
/// @param regime the kind of dynamics
/// @param confidence 0 to 1
/// @param exponent largest Lyapunov exponent in nats per sample, NaN where not established
public record Advice(Kind regime, double confidence, double exponent) {
    /// Nothing known.
    public static final Advice NONE = new Advice(Kind.UNKNOWN, 0, Double.NaN);

    /// Kinds of dynamics, in the order of the labels of the analysis.
    public enum Kind {
        /// settles: the newest sample holds
        POINT,
        /// repeats: the season holds
        PERIODIC,
        /// deterministic but diverging: similar pasts hold, for about 1/exponent samples
        CHAOTIC,
        /// noise: the level holds
        STOCHASTIC,
        /// not established
        UNKNOWN
    }

    /// @throws Refusal OUT_OF_RANGE for a confidence outside 0 to 1
    public Advice {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "confidence is " + confidence, "use 0 to 1");
        }
    }

    /// Similar pasts are trusted e^(-exponent) as far ahead as one sample.
    Regime regimeForOneStep() {
        double trust =
                regime == Kind.CHAOTIC && exponent > 0
                        ? confidence * Math.exp(-exponent)
                        : confidence;
        return switch (regime) {
            case POINT -> new Regime(ExpertKind.LAST, trust);
            case PERIODIC -> new Regime(ExpertKind.SEASON, trust);
            case CHAOTIC -> new Regime(ExpertKind.ANALOGUE, trust);
            case STOCHASTIC, UNKNOWN -> Regime.UNKNOWN;
        };
    }
}
