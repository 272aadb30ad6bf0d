package orrery.schedule.execution;

import orrery.timeline.Refusal;

/// What kind of bound is wanted.
///
/// @param exceedance the probability with which a job may take longer, above 0 and at most 0.01;
///     a millionth by default
/// @param confidence that the true quantile is not above the bound: 0.5 to 0.999; 0.95 by default
/// @param margin the bound is at least this much times the longest time that was seen: 1 to 10;
///     1.1 by default
public record BoundSettings(double exceedance, double confidence, double margin) {
    /// Checks the ranges.
    ///
    /// @throws Refusal OUT_OF_RANGE
    public BoundSettings {
        require("exceedance", exceedance, Double.MIN_NORMAL, 0.01);
        require("confidence", confidence, 0.5, 0.999);
        require("margin", margin, 1, 10);
    }

    /// A millionth, with 95 % confidence, at least 1.1 times the longest.
    public static BoundSettings defaults() {
        return new BoundSettings(1e-6, 0.95, 1.1);
    }

    private static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    name + " is " + value,
                    "use " + (least == Double.MIN_NORMAL ? "more than 0" : least) + " to " + most);
        }
    }
}
