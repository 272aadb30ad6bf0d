package orrery.compare.distance;

/// What a comparison of two series found.
///
/// @param distance 0 or more for most measures, rooted where the measure says so; infinite where
///     the comparison was given up or no path exists
/// @param cost the same before any root: equal to `distance` where the measure has none
/// @param cells cells of the table that were computed, or samples compared by a lock-step measure
/// @param abandoned whether it was given up because the distance is over the cut-off
public record Comparison(double distance, double cost, long cells, boolean abandoned) {
    /// A finished one without a root.
    public static Comparison unrooted(double cost, long cells) {
        return new Comparison(cost, cost, cells, false);
    }

    /// A finished one whose distance is the square root of the cost.
    public static Comparison rooted(double cost, long cells) {
        return new Comparison(Math.sqrt(cost), cost, cells, false);
    }

    /// One that was given up after `cells` cells: the distance is over the cut-off.
    public static Comparison abandoned(long cells) {
        return new Comparison(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, cells, true);
    }
}
