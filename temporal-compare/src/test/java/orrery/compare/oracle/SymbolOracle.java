package orrery.compare.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orrery.compare.OracleCase;
import orrery.compare.correlate.CrossCorrelation;
import orrery.compare.correlate.LagCorrelation;
import orrery.compare.edit.EditDistance;
import orrery.compare.edit.EditMeasure;
import orrery.compare.edit.Symbols;
import orrery.compare.mining.MiningSettings;
import orrery.compare.mining.SequenceDatabase;
import orrery.compare.mining.SequenceMiner;
import orrery.compare.pattern.Alphabet;
import orrery.compare.pattern.CaptureMatcher;
import orrery.compare.pattern.CapturePattern;
import orrery.compare.pattern.EventMatcher;
import orrery.compare.pattern.EventPattern;
import orrery.compare.stream.MatchSettings;
import orrery.compare.stream.StreamMatcher;

/// All cases about symbols, streams, mining and events.
final class SymbolOracle {
    private SymbolOracle() {}

    /// @return whether the case is of a kind that is checked here
    static boolean check(OracleCase one) {
        switch (one.kind()) {
            case "symbolic" -> editDistances(one);
            case "spring" -> stream(one);
            case "cross_correlation" -> crossCorrelation(one);
            case "sequential_patterns" -> sequentialPatterns(one);
            case "sequential_patterns_count" -> numberOfPatterns(one);
            case "cep_pattern" -> {
                eventPattern(one);
                capturePattern(one);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void editDistances(OracleCase one) {
        Symbols a = Symbols.of(one.integers("input", "a"));
        Symbols b = Symbols.of(one.integers("input", "b"));
        String id = one.text("id");
        for (EditMeasure measure :
                List.of(
                        EditMeasure.LEVENSHTEIN,
                        EditMeasure.OSA,
                        EditMeasure.DAMERAU,
                        EditMeasure.INDEL)) {
            assertThat(EditDistance.of(measure).distance(a, b))
                    .as(id)
                    .isEqualTo(one.number("expected", measure.text()));
        }
        assertThat(EditDistance.of(EditMeasure.LCS).commonLength(a, b))
                .as(id)
                .isEqualTo(one.integer("expected", "lcs"));
        assertSimilar(id, EditMeasure.JARO, a, b, one.number("expected", "jaro"));
        assertSimilar(id, EditMeasure.JARO_WINKLER, a, b, one.number("expected", "jaro_winkler"));
        assertSimilar(
                id,
                EditMeasure.LEVENSHTEIN,
                a,
                b,
                one.number("expected", "levenshtein_normalized_similarity"));
        assertSimilar(
                id, EditMeasure.INDEL, a, b, one.number("expected", "indel_normalized_similarity"));
        int most = Math.max(a.length(), b.length());
        assertThat(most - EditDistance.of(EditMeasure.PREFIX).distance(a, b))
                .as(id)
                .isEqualTo(one.number("expected", "prefix"));
        assertThat(most - EditDistance.of(EditMeasure.POSTFIX).distance(a, b))
                .as(id)
                .isEqualTo(one.number("expected", "postfix"));
        if (one.numberOr(-1, "expected", "hamming") >= 0) {
            assertThat(EditDistance.of(EditMeasure.HAMMING).distance(a, b))
                    .as(id)
                    .isEqualTo(one.number("expected", "hamming"));
        }
    }

    private static void assertSimilar(
            String id, EditMeasure measure, Symbols a, Symbols b, double expected) {
        assertThat(EditDistance.of(measure).similarity(a, b))
                .as(id + " " + measure)
                .isCloseTo(expected, within(1e-12));
    }

    private static void stream(OracleCase one) {
        double[] query = one.series("input", "query");
        List<double[]> found = new ArrayList<>();
        StreamMatcher matcher =
                StreamMatcher.of(List.of(query), MatchSettings.within(one.number("params", "eps")));
        for (double sample : one.series("input", "series")) {
            matcher.add(sample, (q, start, end, d, at) -> found.add(new double[] {d, start, end}));
        }
        matcher.end((q, start, end, d, at) -> found.add(new double[] {d, start, end}));
        List<OracleCase> expected = one.cases("expected");
        assertThat(found).as(one.text("id")).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)[0])
                    .isCloseTo(expected.get(i).number("distance_sq"), within(1e-9));
            assertThat(found.get(i)[1]).isEqualTo(expected.get(i).number("start"));
            assertThat(found.get(i)[2]).isEqualTo(expected.get(i).number("end_inclusive"));
        }
    }

    private static void crossCorrelation(OracleCase one) {
        double[] a = one.series("input", "a");
        double[] b = one.series("input", "b");
        double[] expected = one.series("expected");
        List<LagCorrelation> found = CrossCorrelation.of(a, b, expected.length).lags();
        assertThat(found).as(one.text("id")).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i).product())
                    .as(one.text("id"))
                    .isCloseTo(expected[i], within(1e-9));
        }
    }

    private static void sequentialPatterns(OracleCase one) {
        List<int[][]> sequences =
                one.parts("input", "sequences").stream().map(SymbolOracle::sets).toList();
        SequenceDatabase database = SequenceDatabase.ofSets(sequences);
        int least = database.support(one.number("params", "minsup"));
        Map<String, Integer> expected = new TreeMap<>();
        for (Object stored : one.parts("expected", "patterns")) {
            List<Object> pattern = OracleCase.partsOf(stored);
            StringBuilder text = new StringBuilder();
            for (int[] set : sets(pattern.get(0))) {
                for (int item : set) {
                    text.append(item).append(' ');
                }
                text.append("-1 ");
            }
            expected.put(text.toString(), (int) (double) (Double) pattern.get(1));
        }
        for (SequenceMiner.Engine engine : SequenceMiner.Engine.values()) {
            Map<String, Integer> found = new TreeMap<>();
            SequenceMiner.by(engine, database, MiningSettings.withSupport(least))
                    .all((pattern, length, support) -> {
                        StringBuilder text = new StringBuilder();
                        for (int i = 0; i < length; i++) {
                            text.append(pattern[i]).append(' ');
                        }
                        return found.put(text.toString(), support) == null;
                    });
            assertThat(found).isEqualTo(expected);
        }
        assertThat(expected).hasSize(one.integer("expected", "count"));
    }

    private static void numberOfPatterns(OracleCase one) {
        String name = one.text("input", "file").replaceFirst("^data/", "");
        Path file = OracleCase.shared("data/compare/" + name);
        try (Reader text = Files.newBufferedReader(file)) {
            SequenceDatabase database = SequenceDatabase.read(text, name);
            int least = database.support(one.number("params", "minsup"));
            for (SequenceMiner.Engine engine : SequenceMiner.Engine.values()) {
                long found =
                        SequenceMiner.by(engine, database, MiningSettings.withSupport(least))
                                .all((pattern, length, support) -> true);
                assertThat(found)
                        .as(name + " " + engine)
                        .isEqualTo(one.integer("expected", "count"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[][] sets(Object sequence) {
        return OracleCase.partsOf(sequence).stream()
                .map(OracleCase::integersOf)
                .toArray(int[][]::new);
    }

    private static void eventPattern(OracleCase one) {
        int width = one.integer("params", "within");
        String names = "s0 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15";
        EventPattern pattern =
                EventPattern.parse(
                        "s1 -> s2 -> s3 within " + width + " skip past-last",
                        Alphabet.of(names.split(" ")));
        EventMatcher matcher = pattern.matcher();
        List<Integer> starts = new ArrayList<>();
        int events = one.integer("input", "events");
        for (int i = 0; i < events; i++) {
            if (matcher.nextSymbol((int) (mixed(i) >>> 60), i)) {
                starts.add((int) matcher.matchStartNs());
            }
        }
        assertThat(starts).hasSize(one.integer("expected", "matches"));
    }

    private static void capturePattern(OracleCase one) {
        int width = one.integer("params", "within");
        CapturePattern pattern =
                CapturePattern.parse("1 -> 2 -> 3 within " + width + " skip past-last");
        int[] symbols = new int[16];
        for (int s = 0; s < symbols.length; s++) {
            symbols[s] = pattern.symbol(Integer.toString(s));
        }
        CaptureMatcher matcher = pattern.matcher();
        List<Long> starts = new ArrayList<>();
        int events = one.integer("input", "events");
        for (int i = 0; i < events; i++) {
            int symbol = symbols[(int) (mixed(i) >>> 60)];
            matcher.next(symbol, 0, i, match -> starts.add(match.start()));
        }
        assertThat(starts).hasSize(one.integer("expected", "matches"));
        for (int i = 0; i < 5; i++) {
            assertThat(starts.get(i).doubleValue())
                    .isEqualTo(one.series("expected", "first_starts")[i]);
        }
    }

    private static long mixed(long event) {
        long x = event * 6364136223846793005L + 1442695040888963407L;
        x ^= x >>> 33;
        x *= 0xff51afd7ed558ccdL;
        x ^= x >>> 33;
        return x;
    }
}
