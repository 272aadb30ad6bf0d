package orrery.loop.level;

/// The forecaster that fits what the analysis of dynamics sees, and how sure it is.
///
/// @param fitting any kind but ADVICE
/// @param confidence 0 to 1
public record Regime(ExpertKind fitting, double confidence) {
    /// Nothing is known: the level.
    public static final Regime UNKNOWN = new Regime(ExpertKind.LEVEL, 0);
}
