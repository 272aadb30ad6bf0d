package orrery.loop;

/// What mixing has cost so far against the best expert, and what it cannot have exceeded.
///
/// Costs are those of the proposals as real numbers, before rounding and before any gate.
///
/// @param samples learnt from
/// @param mixtureCost cost of the decisions of the top level
/// @param bestExpert number of the expert that would have cost least
/// @param bestExpertCost what it would have cost
/// @param bound what `mixtureCost - bestExpertCost` cannot exceed: the bound of level 3 for the
///     best share rate and that of level 2 below it
public record Regret(
        long samples, double mixtureCost, int bestExpert, double bestExpertCost, double bound) {
    /// Cost over the best expert; negative where mixing did better than any.
    public double excess() {
        return mixtureCost - bestExpertCost;
    }

    /// Whether the bound holds, within rounding errors of the sums.
    public boolean holds() {
        return excess() <= bound + 1e-9 * (1 + Math.abs(mixtureCost));
    }
}
