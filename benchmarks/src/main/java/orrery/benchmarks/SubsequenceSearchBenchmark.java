package orrery.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import orrery.compare.search.SearchSettings;
import orrery.compare.search.SubsequenceSearch;

/// Exact nearest windows under normalised DTW, with all that a search prepares.
///
/// `source` is `generated` for three searches in random walks of 200,000 samples; or a folder with
/// `oracles/compare-search-jobs.txt` and `data/compare`, whose searches are then one operation:
/// `-p source=../shared`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class SubsequenceSearchBenchmark {
    /// One search.
    private record Job(SubsequenceSearch search, List<Double> query, int radius) {
        long run() {
            double[] samples = query.stream().mapToDouble(v -> v).toArray();
            return search.search(samples, SearchSettings.dtw(radius)).matches().getFirst().start();
        }
    }

    /// The searches of a source.
    @State(Scope.Thread)
    public static class Jobs {
        @Param("generated")
        public String source = "generated";

        private List<Job> jobs = List.of();

        @Setup
        public void prepare() throws IOException {
            jobs = source.equals("generated") ? generated() : recorded(Path.of(source));
        }
    }

    private static Job job(double[] series, double[] query, int radius) {
        return new Job(SubsequenceSearch.in(series), Arrays.stream(query).boxed().toList(), radius);
    }

    private static List<Job> generated() {
        List<Job> jobs = new ArrayList<>();
        for (int m : new int[] {128, 256, 512}) {
            SplittableRandom random = new SplittableRandom(m);
            double[] series = new double[200_000];
            for (int i = 1; i < series.length; i++) {
                series[i] = series[i - 1] + random.nextGaussian();
            }
            double[] query = Arrays.copyOfRange(series, 70_000, 70_000 + m);
            for (int j = 0; j < m; j++) {
                query[j] += 2 * random.nextGaussian();
            }
            jobs.add(job(series, query, m / 20));
        }
        return jobs;
    }

    private static List<Job> recorded(Path folder) throws IOException {
        Map<String, double[]> read = new HashMap<>();
        List<Job> jobs = new ArrayList<>();
        Path data = folder.resolve("data/compare");
        for (String line : Files.readAllLines(folder.resolve("oracles/compare-search-jobs.txt"))) {
            String[] fields = line.split(" ", -1);
            double[] series = numbers(data.resolve("long").resolve(fields[0]), read);
            int m = Integer.parseInt(fields[2]);
            double[] query = numbers(data.resolve("queries").resolve(fields[1]), read);
            int radius = (int) Math.floor(Double.parseDouble(fields[3]) * m);
            jobs.add(job(series, Arrays.copyOf(query, m), radius));
        }
        return jobs;
    }

    private static double[] numbers(Path file, Map<String, double[]> read) throws IOException {
        double[] known = read.getOrDefault(file.toString(), new double[0]);
        if (known.length > 0) {
            return known;
        }
        double[] numbers =
                Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        read.put(file.toString(), numbers);
        return numbers;
    }

    @Benchmark
    public long search(Jobs state) {
        long sum = 0;
        for (Job job : state.jobs) {
            sum += job.run();
        }
        return sum;
    }
}
