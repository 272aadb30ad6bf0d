package orrery.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import orrery.compare.edit.EditDistance;
import orrery.compare.edit.EditMeasure;
import orrery.compare.mining.MiningSettings;
import orrery.compare.mining.SequenceDatabase;
import orrery.compare.mining.SequenceMiner;
import orrery.compare.profile.Effort;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.ProfileJoin;
import orrery.compare.profile.ProfileSettings;
import orrery.compare.profile.Progress;
import orrery.compare.search.Match;
import orrery.compare.search.SearchSettings;
import orrery.compare.search.SubsequenceSearch;
import orrery.compare.warping.DistanceMatrix;
import orrery.compare.warping.Window;

/// Our side of `benchmarks/peers`: one task a process, on one thread.
///
/// Prints three fields: CPU seconds of the whole process for the first call, compilation included;
/// CPU seconds of the thread for a later one, the median of seven rounds of at least 50 ms after
/// as many seconds of warm-up as `-Dwarm` says (3); and the answer.
public final class PeerTasks {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 7;
    private static final long ROUND_NS = 50_000_000;

    private PeerTasks() {}

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        if (given.isEmpty()) {
            throw new IllegalArgumentException(
                    "use search, profile, windows, dtw, lcs, levenshtein, mine or text");
        }
        Path file = Path.of(given.get(1));
        switch (given.getFirst()) {
            case "search" ->
                    measure(search(file, Path.of(given.get(2)), given.get(3), given.get(4)));
            case "profile" -> measure(profile(file, number(given.get(2)), number(given.get(3))));
            case "windows" ->
                    Files.write(
                            Path.of(given.get(4)),
                            windows(file, number(given.get(2)), number(given.get(3))));
            case "dtw" -> measure(pairs(file));
            case "lcs" -> measure(edit(file, EditMeasure.LCS));
            case "levenshtein" -> measure(edit(file, EditMeasure.LEVENSHTEIN));
            case "mine" -> measure(mine(file, Double.parseDouble(given.get(2))));
            case "text" -> Files.write(file, text(number(given.get(2))));
            default -> throw new IllegalArgumentException("no task " + given.getFirst());
        }
    }

    private static void measure(Supplier<String> task) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = system.getProcessCpuTime();
        String answer = task.get();
        double first = (system.getProcessCpuTime() - before) * 1e-9;
        long warmUntil =
                THREADS.getCurrentThreadCpuTime() + Long.getLong("warm", 3) * 1_000_000_000L;
        int calls = 1;
        while (THREADS.getCurrentThreadCpuTime() < warmUntil || round(task, calls) < ROUND_NS) {
            if (round(task, calls) < ROUND_NS) {
                calls *= 2;
            }
        }
        double[] rounds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = (double) round(task, calls) / calls;
        }
        Arrays.sort(rounds);
        System.out.printf(Locale.ROOT, "%.9f %.9f %s%n", first, rounds[ROUNDS / 2] * 1e-9, answer);
    }

    private static long round(Supplier<String> task, int calls) {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            if (task.get().isEmpty()) {
                throw new IllegalStateException("no answer");
            }
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    // The series is in memory; all that a search prepares is counted.
    private static Supplier<String> search(Path in, Path query, String length, String share)
            throws IOException {
        double[] series = numbers(in);
        int m = number(length);
        double[] wanted = Arrays.copyOf(numbers(query), m);
        int radius = (int) Math.floor(Double.parseDouble(share) * m);
        return () -> {
            Match match =
                    SubsequenceSearch.in(series)
                            .search(wanted, SearchSettings.dtw(radius))
                            .matches()
                            .getFirst();
            return match.start() + " " + match.distance();
        };
    }

    private static Supplier<String> profile(Path in, int length, int window) throws IOException {
        double[] series = Arrays.copyOf(numbers(in), length);
        return () -> {
            MatrixProfile profile = join(series, window);
            double sum = 0;
            for (int i = 0; i < profile.size(); i++) {
                sum += profile.distance(i);
            }
            return Double.toString(sum);
        };
    }

    private static MatrixProfile join(double[] series, int window) {
        return ProfileJoin.self(series, ProfileSettings.ofWindow(window))
                .run(Effort.usual().withThreads(1), Progress.none());
    }

    // A window a line: distance and neighbour, to be compared with those of a peer.
    private static List<String> windows(Path in, int length, int window) throws IOException {
        MatrixProfile profile = join(Arrays.copyOf(numbers(in), length), window);
        return IntStream.range(0, profile.size())
                .mapToObj(i -> profile.distance(i) + " " + profile.neighbour(i))
                .toList();
    }

    private static Supplier<String> pairs(Path in) throws IOException {
        double[][] series =
                Files.readAllLines(in).stream()
                        .map(line -> line.strip().split("\\s+", -1))
                        .map(row -> Arrays.stream(row).skip(1))
                        .map(row -> row.mapToDouble(Double::parseDouble).toArray())
                        .toArray(double[][]::new);
        return () -> {
            DistanceMatrix matrix =
                    DistanceMatrix.between(
                            series, series, DistanceMatrix.Settings.dtw(new Window.Full()));
            double sum = 0;
            for (int i = 0; i < series.length; i++) {
                for (int j = i + 1; j < series.length; j++) {
                    sum += matrix.distance(i, j);
                }
            }
            return Double.toString(sum);
        };
    }

    private static Supplier<String> edit(Path in, EditMeasure measure) throws IOException {
        List<String> two = Files.readAllLines(in);
        EditDistance distance = EditDistance.of(measure);
        int longest = Math.max(two.get(0).length(), two.get(1).length());
        boolean common = measure == EditMeasure.LCS;
        return () -> {
            long d = Math.round(distance.distance(two.get(0), two.get(1)));
            return Long.toString(common ? longest - d : d);
        };
    }

    private static Supplier<String> mine(Path in, double share) throws IOException {
        try (Reader text = Files.newBufferedReader(in)) {
            SequenceDatabase database = SequenceDatabase.read(text, in.toString());
            MiningSettings settings = MiningSettings.withSupport(database.support(share));
            return () -> Long.toString(SequenceMiner.of(database, settings).all((_, _, _) -> true));
        }
    }

    // Two lines of letters of 26 kinds.
    private static List<String> text(int length) {
        SplittableRandom random = new SplittableRandom(length);
        return List.of(letters(length, random), letters(length, random));
    }

    private static String letters(int length, SplittableRandom random) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static double[] numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
