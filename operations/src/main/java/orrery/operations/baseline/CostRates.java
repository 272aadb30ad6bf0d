package orrery.operations.baseline;

import orrery.timeline.Refusal;

/// What a step costs: 1 a replica, more for what was missing, a little for a change.
///
/// @param shortfall cost of one replica missing for one step, 0 or more
/// @param change cost of adding or removing one replica, 0 or more
public record CostRates(double shortfall, double change) {
    public CostRates {
        if (!(shortfall >= 0 && change >= 0)
                || Double.isInfinite(shortfall)
                || Double.isInfinite(change)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "cost rates are " + shortfall + " and " + change,
                    "use finite numbers of 0 or more");
        }
    }

    /// Cost of one step: `capacity` in force, `before` a step earlier; missing demand (NaN) has no
    /// shortfall.
    public double step(double demand, int capacity, int before) {
        double missing = demand > capacity ? demand - capacity : 0;
        return capacity + shortfall * missing + change * Math.abs(capacity - before);
    }
}
