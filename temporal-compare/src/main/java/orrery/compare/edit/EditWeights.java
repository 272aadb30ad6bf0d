package orrery.compare.edit;

import orrery.timeline.Refusal;

/// What each kind of edit costs; infinite for a kind that is not allowed.
///
/// @param insert for a symbol of the second sequence that the first lacks
/// @param delete for a symbol of the first sequence that the second lacks
/// @param replace for a symbol in the place of another
/// @param swap for two neighbours in the other order, which no other edit touches
public record EditWeights(double insert, double delete, double replace, double swap) {
    /// @throws Refusal OUT_OF_RANGE for a weight that is negative or NaN
    public EditWeights {
        for (double weight : new double[] {insert, delete, replace, swap}) {
            if (!(weight >= 0)) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE,
                        "an edit costs " + weight,
                        "use 0 or more, or Infinity for an edit that is not allowed");
            }
        }
    }

    /// Levenshtein with a price for each edit, without swaps.
    public static EditWeights of(double insert, double delete, double replace) {
        return new EditWeights(insert, delete, replace, Double.POSITIVE_INFINITY);
    }
}
