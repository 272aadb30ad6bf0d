package orrery.compare.warping;

import java.util.Arrays;
import orrery.timeline.Refusal;

/// An elastic measure: what it costs to align two series that may be shifted and stretched against
/// each other.
///
/// Every measure is the cheapest way through a table with a row for each sample of x and a column
/// for each sample of y, and takes series of different lengths. `cost` is what the formula gives;
/// `distance` is the same unless it says otherwise. With c the cost of a pair of samples:
///
/// | measure | a step costs |
/// |---|---|
/// | [Dtw] | c, in every direction; the distance is the root of squared costs |
/// | [WeightedDtw] | c · 1 / (1 + exp(-g (\|i - j\| - max(n, m) / 2))) |
/// | [AmercingDtw] | c, and the penalty for steps that are not diagonal |
/// | [Lcss] | 1 - (longest common subsequence) / min(n, m), samples within ε being common |
/// | [Erp] | c of the pair, or of the sample left out and the gap level |
/// | [Edr] | 0 within ε, else 1; 1 for a sample left out; divided by max(n, m) |
/// | [Msm] | \|d\| to move a sample; `change` and more to split or merge |
/// | [Twe] | both ends of the segment, ν per unit of time, λ for a sample left out |
/// | [SoftDtw] | a smooth minimum over all ways; the distance is the magnitude |
/// | [Frechet] | the largest c on the way counts |
/// | [ShapeDtw] | ways by the neighbourhoods of samples, cost by the samples |
/// | [Derivative] | another measure, of the slopes of the series |
///
/// Threads: immutable. Each record names its source.
public sealed interface Elastic {
    /// Dynamic time warping.
    ///
    /// Source: Sakoe & Chiba, IEEE TASSP 26(1), 1978, doi:10.1109/TASSP.1978.1163055.
    record Dtw(StepCost cost) implements Elastic {}

    /// DTW with weights that rise with the distance in time.
    ///
    /// Source: Jeong, Jeong & Omitaomu, Pattern Recognition 44(9), 2011,
    /// doi:10.1016/j.patcog.2010.09.022, with the largest weight 1 and squared costs.
    ///
    /// @param steepness g, 0 or more; usually 0.01 to 0.6
    record WeightedDtw(double steepness) implements Elastic {
        /// @throws Refusal OUT_OF_RANGE
        public WeightedDtw {
            nonNegative("steepness", steepness);
        }
    }

    /// DTW that pays an amercement for each step that is not diagonal; squared costs.
    ///
    /// Source: Herrmann & Webb, Pattern Recognition 137, 2023, doi:10.1016/j.patcog.2023.109333.
    ///
    /// @param penalty 0 or more, in the unit of squared samples
    record AmercingDtw(double penalty) implements Elastic {
        /// @throws Refusal OUT_OF_RANGE
        public AmercingDtw {
            nonNegative("penalty", penalty);
        }
    }

    /// Longest common subsequence.
    ///
    /// Source: Vlachos, Kollios & Gunopulos, ICDE 2002, doi:10.1109/ICDE.2002.994784.
    ///
    /// @param epsilon largest |d| of samples that are common, 0 or more
    /// @param norm |d| of several channels
    record Lcss(double epsilon, ChannelNorm norm) implements Elastic {
        /// @throws Refusal OUT_OF_RANGE
        public Lcss {
            nonNegative("epsilon", epsilon);
        }

        /// With the Euclidean norm.
        public Lcss(double epsilon) {
            this(epsilon, ChannelNorm.EUCLIDEAN);
        }
    }

    /// Edit distance with real penalty; a metric with absolute costs.
    ///
    /// Source: Chen & Ng, VLDB 2004, doi:10.1016/B978-012088469-8.50070-X.
    ///
    /// @param gap the level that samples left out are compared with, finite
    /// @param border CUMULATIVE, TOTAL or PAIRED
    record Erp(double gap, StepCost cost, Border border) implements Elastic {
        /// @throws Refusal OUT_OF_RANGE
        public Erp {
            if (!Double.isFinite(gap)) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, "gap is " + gap, "use a finite number");
            }
            requireOneOf(border, Border.CUMULATIVE, Border.TOTAL, Border.PAIRED);
        }

        /// As the paper has it: absolute costs.
        public Erp(double gap) {
            this(gap, StepCost.ABSOLUTE, Border.CUMULATIVE);
        }
    }

    /// Edit distance on real sequences.
    ///
    /// Source: Chen, Özsu & Oria, SIGMOD 2005, doi:10.1145/1066157.1066213.
    ///
    /// @param epsilon largest |d| of samples that match, 0 or more
    /// @param border CUMULATIVE or FREE
    record Edr(double epsilon, Border border) implements Elastic {
        /// @throws Refusal OUT_OF_RANGE
        public Edr {
            nonNegative("epsilon", epsilon);
            requireOneOf(border, Border.CUMULATIVE, Border.FREE);
        }

        /// As the paper has it.
        public Edr(double epsilon) {
            this(epsilon, Border.CUMULATIVE);
        }
    }

    /// Move-split-merge; a metric of one channel.
    ///
    /// Source: Stefan, Athitsos & Das, IEEE TKDE 25(6), 2013, doi:10.1109/TKDE.2012.88; several
    /// channels as in Shifaz et al., KAIS 65, 2023, doi:10.1007/s10115-023-01835-4.
    ///
    /// @param change cost of a split or merge, 0 or more
    /// @param norm how several channels make one cost
    record Msm(double change, ChannelNorm norm) implements Elastic {
        /// @throws Refusal OUT_OF_RANGE
        public Msm {
            nonNegative("change", change);
        }

        /// With squared Euclidean norms.
        public Msm(double change) {
            this(change, ChannelNorm.EUCLIDEAN);
        }
    }

    /// Time warp edit distance; the samples before the first are 0.
    ///
    /// Source: Marteau, IEEE TPAMI 31(2), 2009, doi:10.1109/TPAMI.2008.76.
    ///
    /// @param stiffness ν, 0 or more
    /// @param edit λ, 0 or more
    /// @param cost squared as in tempo and the author's program, or absolute as in aeon
    /// @param border CLOSED or SEGMENTS
    record Twe(double stiffness, double edit, StepCost cost, Border border) implements Elastic {
        /// @throws Refusal OUT_OF_RANGE, or NOT_PERMITTED for another border
        public Twe {
            nonNegative("stiffness", stiffness);
            nonNegative("edit", edit);
            requireOneOf(border, Border.CLOSED, Border.SEGMENTS);
        }

        /// With the border of the paper.
        public Twe(double stiffness, double edit, StepCost cost) {
            this(stiffness, edit, cost, Border.CLOSED);
        }

        /// With squared costs and the border of the paper.
        public Twe(double stiffness, double edit) {
            this(stiffness, edit, StepCost.SQUARED);
        }
    }

    /// Soft-DTW: differentiable, squared costs.
    ///
    /// The cost may be negative; the distance is its magnitude, as in aeon. A cut-off is held against
    /// the cost.
    ///
    /// Source: Cuturi & Blondel, ICML 2017, arXiv:1703.01541.
    ///
    /// @param softness γ, more than 0
    record SoftDtw(double softness) implements Elastic {
        /// @throws Refusal OUT_OF_RANGE
        public SoftDtw {
            nonNegative("softness", softness);
            if (softness == 0) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, "softness is 0", "use DTW, which is its limit");
            }
        }
    }

    /// Discrete Fréchet distance: the shortest leash for two who walk the series.
    ///
    /// Source: Eiter & Mannila, TU Wien CD-TR 94/64, 1994.
    record Frechet() implements Elastic {}

    /// DTW of the neighbourhoods of samples, the first and last sample repeated at the ends; the cost
    /// is that of the samples, squared, along the way so found.
    ///
    /// Source: Zhao & Itti, Pattern Recognition 74, 2018, doi:10.1016/j.patcog.2017.09.020, with the
    /// identity as descriptor.
    ///
    /// @param reach samples of a neighbourhood on each side, 1 to [#REACH_MAX]
    record ShapeDtw(int reach) implements Elastic {
        public static final int REACH_MAX = 64;

        /// @throws Refusal OUT_OF_RANGE
        public ShapeDtw {
            if (reach < 1 || reach > REACH_MAX) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, "reach is " + reach, "use 1 to " + REACH_MAX);
            }
        }
    }

    /// A measure of slopes: sample i becomes ((x_i - x_i-1) + (x_i+1 - x_i-1) / 2) / 2, so
    /// each series needs three samples. The distance is not rooted.
    ///
    /// Source: Keogh & Pazzani, SDM 2001, doi:10.1137/1.9781611972719.1.
    ///
    /// @param measure any but another derivative
    /// @param ends what becomes of the first and last sample, which have no slope
    record Derivative(Elastic measure, SlopeEnds ends) implements Elastic {
        /// @throws Refusal NOT_PERMITTED
        public Derivative {
            if (measure instanceof Derivative) {
                throw new Refusal(
                        Refusal.Code.NOT_PERMITTED,
                        "a derivative of a derivative",
                        "take differences of the series first");
            }
        }

        /// With the ends dropped.
        public Derivative(Elastic measure) {
            this(measure, SlopeEnds.DROPPED);
        }
    }

    private static void nonNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, name + " is " + value, "use a finite number from 0");
        }
    }

    private static void requireOneOf(Border border, Border... permitted) {
        if (!Arrays.asList(permitted).contains(border)) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "the border " + border + " is of another measure",
                    "use one of " + Arrays.toString(permitted));
        }
    }
}
