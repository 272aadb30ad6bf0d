package orrery.compare.summary;

import orrery.compare.warping.Elastic;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

/// How a barycentre is sought.
///
/// Threads: immutable.
///
/// @param method how
/// @param measure whose costs are to be small in sum: DTW, WDTW, ADTW, shapeDTW, MSM, ERP or TWE for
///     [Method#DBA] and [Method#SSG], soft-DTW for [Method#SOFT]
/// @param window pairs of samples that an alignment may use
/// @param iterations most passes over the set, 1 to [#ITERATIONS_MAX]
/// @param tolerance a pass that lowers the inertia by no more than this share of it is the last, 0 to 1
public record Averaging(
        Method method, Elastic measure, Window window, int iterations, double tolerance) {
    /// Most passes.
    public static final int ITERATIONS_MAX = 100_000;

    /// Ways to a barycentre.
    public enum Method {
        /// Each sample becomes the weighted mean of all samples that are aligned with it.
        ///
        /// Source: Petitjean, Ketterlin & Gançarski, Pattern Recognition 44(3), 2011,
        /// doi:10.1016/j.patcog.2010.09.013.
        DBA,
        /// Stochastic subgradient: series after series, in random order, draws the barycentre a little
        /// towards itself. The step sinks linearly from 0.05 to 0.005 in the first pass.
        ///
        /// Source: Schultz & Jain, Pattern Recognition 74, 2018, doi:10.1016/j.patcog.2017.08.012.
        SSG,
        /// The minimum of the sum of soft-DTW, by L-BFGS from the start.
        ///
        /// Source: Cuturi & Blondel, ICML 2017, arXiv:1703.01541.
        SOFT
    }

    /// @throws Refusal NOT_PERMITTED or OUT_OF_RANGE
    public Averaging {
        boolean fits =
                method == Method.SOFT ? measure instanceof Elastic.SoftDtw : hasMean(measure);
        if (!fits) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    method + " under " + measure,
                    "use SOFT with soft-DTW, and DBA or SSG with DTW, WDTW, ADTW, shapeDTW, MSM, ERP"
                            + " or TWE");
        }
        if (iterations < 1 || iterations > ITERATIONS_MAX) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    iterations + " iterations",
                    "use 1 to " + ITERATIONS_MAX);
        }
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "the tolerance is " + tolerance, "use 0 to 1");
        }
    }

    /// Whether DBA and SSG are there for a measure: whether a mean along its alignments tells anything
    /// about its costs.
    public static boolean hasMean(Elastic measure) {
        return switch (measure) {
            case Elastic.Dtw _, Elastic.WeightedDtw _, Elastic.AmercingDtw _ -> true;
            case Elastic.ShapeDtw _, Elastic.Msm _, Elastic.Erp _, Elastic.Twe _ -> true;
            case Elastic.Lcss _, Elastic.Edr _, Elastic.Frechet _ -> false;
            case Elastic.SoftDtw _, Elastic.Derivative _ -> false;
        };
    }

    /// DBA under DTW with squared costs: at most 100 passes, tolerance 1e-6.
    public static Averaging dba(Window window) {
        return dba(new Elastic.Dtw(StepCost.SQUARED), window);
    }

    /// DBA under another measure.
    ///
    /// @throws Refusal NOT_PERMITTED
    public static Averaging dba(Elastic measure, Window window) {
        return new Averaging(Method.DBA, measure, window, 100, 1e-6);
    }

    /// Stochastic subgradient: at most 100 passes, tolerance 1e-6.
    ///
    /// @throws Refusal NOT_PERMITTED
    public static Averaging ssg(Elastic measure, Window window) {
        return new Averaging(Method.SSG, measure, window, 100, 1e-6);
    }

    /// Soft-DTW barycentre without a window: at most 100 steps, tolerance 1e-6.
    ///
    /// @param softness γ, more than 0
    /// @throws Refusal OUT_OF_RANGE
    public static Averaging soft(double softness) {
        return new Averaging(
                Method.SOFT, new Elastic.SoftDtw(softness), new Window.Full(), 100, 1e-6);
    }

    /// @throws Refusal OUT_OF_RANGE
    public Averaging withIterations(int most) {
        return new Averaging(method, measure, window, most, tolerance);
    }

    /// @throws Refusal OUT_OF_RANGE
    public Averaging withTolerance(double share) {
        return new Averaging(method, measure, window, iterations, share);
    }
}
