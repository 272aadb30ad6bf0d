package orrery.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import orrery.compare.warping.DistanceMatrix;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;
import orrery.compare.warping.Precision;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;

/// Elastic measures of series of 275 samples, no window, nothing pruned: in nanoseconds a cell of the
/// table.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ElasticBenchmark {
    private static final int LENGTH = 275;
    private static final int SERIES = 16;

    private static Elastic measure(String name) {
        return switch (name) {
            case "dtw" -> new Elastic.Dtw(StepCost.SQUARED);
            case "wdtw" -> new Elastic.WeightedDtw(0.05);
            case "adtw" -> new Elastic.AmercingDtw(1);
            case "lcss" -> new Elastic.Lcss(0.5);
            case "erp" -> new Elastic.Erp(0);
            case "edr" -> new Elastic.Edr(0.5);
            case "msm" -> new Elastic.Msm(1);
            case "twe" -> new Elastic.Twe(0.001, 1);
            default -> throw new IllegalStateException(name);
        };
    }

    /// Noise.
    @State(Scope.Thread)
    public static class Series {
        private final double[][] series = new double[SERIES][LENGTH];

        @Setup
        public void fill() {
            SplittableRandom random = new SplittableRandom(1);
            for (double[] one : series) {
                for (int i = 0; i < LENGTH; i++) {
                    one[i] = random.nextGaussian();
                }
            }
        }
    }

    /// A measure.
    @State(Scope.Thread)
    public static class Measure {
        @Param({"dtw", "wdtw", "adtw", "lcss", "erp", "edr", "msm", "twe"})
        public String name = "dtw";
    }

    @Benchmark
    @OperationsPerInvocation(SERIES * SERIES * LENGTH * LENGTH)
    public double matrix(Series state, Measure measure) {
        return matrix(state, measure(measure.name), Precision.DOUBLE);
    }

    @Benchmark
    @OperationsPerInvocation(SERIES * SERIES * LENGTH * LENGTH)
    public double matrixOfFloats(Series state) {
        return matrix(state, measure("dtw"), Precision.SINGLE);
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH * LENGTH)
    public double pair(Series state, Measure measure) {
        return ElasticDistance.of(measure(measure.name))
                .compare(state.series[0], state.series[1])
                .cost();
    }

    private static double matrix(Series state, Elastic measure, Precision precision) {
        DistanceMatrix.Settings settings =
                new DistanceMatrix.Settings(measure, new Window.Full(), precision, 1);
        return DistanceMatrix.between(state.series, state.series, settings).cost(3, 5);
    }
}
