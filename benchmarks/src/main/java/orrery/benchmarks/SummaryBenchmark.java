package orrery.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import orrery.compare.summary.Averaging;
import orrery.compare.summary.Barycentre;
import orrery.compare.summary.KMedoids;
import orrery.compare.summary.SeriesSet;
import orrery.compare.warping.DistanceMatrix;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.Precision;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;

/// Summaries of 256 noisy series of 275 samples: the matrix within the set on one thread and on two, one
/// pass of averaging, and k-medoids of the finished matrix.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
public class SummaryBenchmark {
    private static final int LENGTH = 275;
    private static final int SERIES = 256;
    private static final Elastic DTW = new Elastic.Dtw(StepCost.SQUARED);

    /// Noise, as a set and as a finished matrix.
    @State(Scope.Thread)
    public static class Series {
        private final double[][] series = new double[SERIES][LENGTH];
        private SeriesSet set = SeriesSet.of(new double[][] {{0}});
        private DistanceMatrix matrix = matrix(new double[][] {{0}}, DTW, new Window.Full(), 1);

        @Setup
        public void fill() {
            SplittableRandom random = new SplittableRandom(1);
            for (double[] one : series) {
                for (int i = 0; i < LENGTH; i++) {
                    one[i] = random.nextGaussian();
                }
            }
            set = SeriesSet.of(series);
            matrix = matrix(series, DTW, new Window.SakoeChiba(13), 1);
        }
    }

    /// A measure and the threads.
    @State(Scope.Thread)
    public static class Work {
        @Param({"dtw", "dtw-window", "msm"})
        public String measure = "dtw";

        @Param({"1", "2"})
        public int threads = 1;
    }

    @Benchmark
    public double matrix(Series state, Work work) {
        Elastic measure = work.measure.equals("msm") ? new Elastic.Msm(1) : DTW;
        Window window =
                work.measure.equals("dtw-window") ? new Window.SakoeChiba(13) : new Window.Full();
        return matrix(state.series, measure, window, work.threads).cost(3, 5);
    }

    private static DistanceMatrix matrix(
            double[][] series, Elastic measure, Window window, int threads) {
        return DistanceMatrix.within(
                series, new DistanceMatrix.Settings(measure, window, Precision.DOUBLE, threads));
    }

    @Benchmark
    public double passOfDba(Series state) {
        return pass(state, Averaging.dba(new Window.Full()));
    }

    @Benchmark
    public double passOfSubgradient(Series state) {
        return pass(state, Averaging.ssg(DTW, new Window.Full()));
    }

    @Benchmark
    public double stepOfSoft(Series state) {
        return pass(state, Averaging.soft(1));
    }

    private static double pass(Series state, Averaging averaging) {
        return Barycentre.from(
                        state.set.series(0),
                        state.set,
                        averaging.withIterations(1),
                        new SplittableRandom(1),
                        _ -> true)
                .inertia();
    }

    @Benchmark
    public int medoids(Series state) {
        return KMedoids.of(state.matrix, 10).swaps();
    }
}
