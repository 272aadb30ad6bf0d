package orrery.compare;

import orrery.compare.distance.LockStep;
import orrery.compare.edit.EditMeasure;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;

/// How a [TemporalComparator] compares two sequences. Immutable; equal ones share a cache entry.
public sealed interface Algorithm {
    /// Of numeric series that may be shifted and stretched.
    record Warped(Elastic measure, Window window) implements Algorithm {}

    /// Of numeric series of one length, sample by sample.
    record Aligned(LockStep measure) implements Algorithm {}

    /// Of symbols.
    record Edited(EditMeasure measure) implements Algorithm {}

    /// Dynamic time warping with squared costs, without a window.
    static Algorithm dtw() {
        return new Warped(new Elastic.Dtw(StepCost.SQUARED), new Window.Full());
    }

    /// The same within a Sakoe-Chiba window.
    static Algorithm dtw(int radius) {
        return new Warped(new Elastic.Dtw(StepCost.SQUARED), new Window.SakoeChiba(radius));
    }

    static Algorithm euclidean() {
        return new Aligned(new LockStep.Euclidean());
    }

    static Algorithm correlation() {
        return new Aligned(new LockStep.Correlation());
    }

    /// The length of the longer less that of the longest common subsequence.
    static Algorithm lcs() {
        return new Edited(EditMeasure.LCS);
    }

    /// Levenshtein.
    static Algorithm editDistance() {
        return new Edited(EditMeasure.LEVENSHTEIN);
    }
}
