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
import orrery.compare.profile.Effort;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.ProfileJoin;
import orrery.compare.profile.ProfileSettings;
import orrery.compare.profile.Progress;
import orrery.compare.profile.StreamingProfile;

/// The matrix profile, with indices, of 65,536 samples that are like an electrocardiogram, windows of
/// 100: 2.14 billion pairs; and one more sample of a stream that keeps 10,000 windows.
@BenchmarkMode(Mode.AverageTime)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class MatrixProfileBenchmark {
    private static final int LENGTH = 65_536;
    private static final int WINDOW = 100;

    /// Beats of slightly varying period, height and shape, a slow drift, and noise.
    static double[] beats(int length) {
        SplittableRandom random = new SplittableRandom(7);
        double[] series = new double[length];
        double period = 280;
        double height = 1;
        double phase = 0;
        for (int t = 0; t < length; t++) {
            phase += 1 / period;
            if (phase >= 1) {
                phase -= 1;
                period = 280 + 15 * random.nextGaussian();
                height = 1 + 0.05 * random.nextGaussian();
            }
            double peak = bump(phase, 0.35, 0.012) - 0.2 * bump(phase, 0.38, 0.015);
            double waves = 0.15 * bump(phase, 0.2, 0.03) + 0.3 * bump(phase, 0.6, 0.05);
            double drift = 0.1 * Math.sin(t * 0.0007);
            series[t] = height * (peak + waves) + drift + 0.01 * random.nextGaussian();
        }
        return series;
    }

    private static double bump(double phase, double at, double width) {
        double x = (phase - at) / width;
        return Math.exp(-x * x / 2);
    }

    /// A series, ready to be joined with itself.
    @State(Scope.Thread)
    public static class Series {
        @Param({"1", "2"})
        public int threads = 1;

        @Param({"simd", "plain"})
        public String kernels = "simd";

        private final ProfileJoin join =
                ProfileJoin.self(beats(LENGTH), ProfileSettings.ofWindow(WINDOW));
    }

    /// A stream, with a full history.
    @State(Scope.Thread)
    public static class Stream {
        private final double[] samples = beats(LENGTH);
        private final StreamingProfile profile =
                StreamingProfile.keeping(10_000 + WINDOW - 1, ProfileSettings.ofWindow(WINDOW));
        private int at;

        @Setup
        public void fill() {
            for (int i = 0; i < 12_000; i++) {
                profile.add(next());
            }
        }

        private double next() {
            at = at + 1 == LENGTH ? 0 : at + 1;
            return samples[at];
        }
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public MatrixProfile join(Series series) {
        boolean simd = series.kernels.equals("simd");
        return series.join.run(new Effort(series.threads, 0, simd), Progress.none());
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public double append(Stream stream) {
        stream.profile.add(stream.next());
        return stream.profile.leftDistance(stream.profile.end() - 1);
    }
}
