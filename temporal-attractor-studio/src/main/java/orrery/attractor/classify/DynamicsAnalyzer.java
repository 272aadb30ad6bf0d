package orrery.attractor.classify;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import orrery.attractor.internal.Divergence;
import orrery.attractor.internal.Forecasts;
import orrery.attractor.internal.WindowLimits;
import orrery.attractor.internal.WindowStudy;
import orrery.timeline.Refusal;

/// Says what dynamics a window of samples follows, and on what evidence.
///
/// The order of the questions: does it rest or settle (POINT); does one cycle explain it
/// (PERIODIC); do near neighbours in delay space forecast better, out of sample, than the best
/// linear model, and part exponentially until they are unrelated (CHAOTIC); is a linear model as
/// good and much of the motion forecast by neither (STOCHASTIC). Everything else is UNKNOWN, with
/// the reason: motion on a torus, too few correlation times, NaN, few distinct values.
///
/// Known weakness: a strange attractor without chaos (a quasi-periodically forced map) is called
/// CHAOTIC in about one short window of a hundred, more often with noise; windows of 2,000 samples
/// show none. Slow chaos (under one e-fold in a twelfth of the window) is mostly left UNKNOWN.
///
/// An answer depends on nothing but the window and the settings. Time O(r n m) for r references,
/// n samples, m dimensions. Not thread-safe: owns its buffers, about 150 bytes per sample of the
/// longest window. Allocates the answer and a few small views, under 2 KB a window.
public final class DynamicsAnalyzer {
    private static final double RATIO_BETTER = 0.7;
    private static final double ADVANTAGE_MIN = 3;
    private static final double LOCAL_ERROR_MAX = 0.6;
    private static final double RISE_MIN = 0.6;
    // A slow rise is where a power law passes for an exponential: it must go further, and
    // over so many steps the two laws can be told apart.
    private static final int SLOW_STEPS = 16;
    private static final double SLOW_RISE_MIN = 1.2;
    private static final double STRAIGHTNESS_MIN = 0.9;
    private static final double POWER_LAW_MARGIN = 0.05;
    private static final double GAP_MAX = 1.25;
    private static final double NOISE_MIN = 0.45;

    private final DynamicsSettings settings;
    private final WindowStudy study;

    public DynamicsAnalyzer(DynamicsSettings settings) {
        this.settings = settings;
        study =
                new WindowStudy(
                        new WindowLimits(
                                settings.windowSamples(),
                                settings.delayMax(),
                                settings.dimensionMax(),
                                settings.embeddingDimension(),
                                settings.references()));
    }

    public DynamicsSettings settings() {
        return settings;
    }

    /// Analyses the samples from .. from + length - 1.
    ///
    /// A window shorter than 64 samples, or with NaN or infinities, is UNKNOWN; a constant one is
    /// POINT.
    ///
    /// @param window not changed, not kept
    /// @throws Refusal OUT_OF_RANGE where the window does not lie within the array; TOO_LONG where
    ///     it is longer than the settings say
    public Dynamics analyze(double[] window, int from, int length) {
        if (from < 0 || length < 0 || length > window.length - from) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    length + " samples from " + from + " of an array of " + window.length,
                    "keep the window within the array");
        }
        if (length > settings.windowSamples()) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    length + " samples",
                    "raise windowSamples, which is " + settings.windowSamples());
        }
        WindowStudy.Stage stage = study.examine(window, from, length);
        return switch (stage) {
            case TOO_SHORT -> Dynamics.without(DynamicsLabel.UNKNOWN, 0, Reasons.TOO_SHORT);
            case NOT_FINITE -> Dynamics.without(DynamicsLabel.UNKNOWN, 0, Reasons.NOT_FINITE);
            case FEW_LEVELS -> Dynamics.without(DynamicsLabel.UNKNOWN, 0, Reasons.FEW_LEVELS);
            case CONSTANT -> Dynamics.without(DynamicsLabel.POINT, 1, Reasons.CONSTANT);
            case SETTLED -> Dynamics.without(DynamicsLabel.POINT, 0.9, Reasons.SETTLED);
            case EXACT_CYCLE ->
                    Dynamics.without(DynamicsLabel.PERIODIC, 1, Reasons.EXACT_CYCLE)
                            .withPeriod(study.period());
            case CYCLE ->
                    Dynamics.without(
                                    DynamicsLabel.PERIODIC, 1 - study.cycle().rest(), Reasons.CYCLE)
                            .withPeriod(study.period());
            case TOO_SLOW -> Dynamics.without(DynamicsLabel.UNKNOWN, 0, Reasons.TOO_SLOW);
            case COMPLETE -> judge();
        };
    }

    private Dynamics judge() {
        Forecasts forecasts = study.forecasts();
        double ratio = forecasts.localError() / forecasts.linearError();
        if (localIsBetter(forecasts)) {
            List<String> against = againstChaos(study.divergence());
            if (!against.isEmpty()) {
                return conclude(DynamicsLabel.UNKNOWN, 0, against);
            }
            Divergence divergence = study.divergence();
            double sure = Math.min(1 - ratio, 1 - divergence.halfWidth() / divergence.slope());
            return conclude(DynamicsLabel.CHAOTIC, sure, Reasons.CHAOTIC);
        }
        if (ratio < 1) {
            return conclude(DynamicsLabel.UNKNOWN, 0, Reasons.WEAK);
        }
        if (forecasts.linearError() < NOISE_MIN) {
            return conclude(DynamicsLabel.UNKNOWN, 0, Reasons.LINEAR);
        }
        double sure = Math.clamp(0.5 - 0.05 * forecasts.advantage(), 0.5, 0.95);
        return conclude(DynamicsLabel.STOCHASTIC, sure, Reasons.STOCHASTIC);
    }

    private static boolean localIsBetter(Forecasts forecasts) {
        return forecasts.localError() < RATIO_BETTER * forecasts.linearError()
                && forecasts.advantage() > ADVANTAGE_MIN
                && forecasts.localError() < LOCAL_ERROR_MAX;
    }

    /// What speaks against chaos; empty where nothing does.
    private static List<String> againstChaos(Divergence divergence) {
        if (divergence.gap() > GAP_MAX) {
            return Reasons.NOT_APART;
        }
        boolean slow = divergence.fittedTo() - divergence.fittedFrom() > SLOW_STEPS;
        if (!divergence.established() || divergence.rise() < (slow ? SLOW_RISE_MIN : RISE_MIN)) {
            return Reasons.NO_STRAIGHT_PART;
        }
        if (divergence.straightness() < STRAIGHTNESS_MIN
                || divergence.straightness()
                        < divergence.powerLaw() - (slow ? 0 : POWER_LAW_MARGIN)) {
            return Reasons.BENT;
        }
        return divergence.slope() > divergence.halfWidth() ? List.of() : Reasons.NOT_POSITIVE;
    }

    private Dynamics conclude(DynamicsLabel label, double confidence, List<String> reasons) {
        Forecasts forecasts = study.forecasts();
        Divergence divergence = study.divergence();
        boolean parting = localIsBetter(forecasts) && divergence.established();
        double slope = divergence.slope();
        double half = divergence.halfWidth();
        return new Dynamics(
                label,
                confidence,
                OptionalInt.of(study.embedding().delay()),
                OptionalInt.of(study.embedding().dimension()),
                given(parting, slope),
                given(parting, slope - half),
                given(parting, slope + half),
                OptionalDouble.empty(),
                OptionalDouble.of(skill(forecasts.localError())),
                OptionalDouble.of(skill(forecasts.linearError())),
                reasons);
    }

    private static double skill(double relativeError) {
        return Math.max(0, 1 - relativeError * relativeError);
    }

    private static OptionalDouble given(boolean present, double value) {
        return present ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
