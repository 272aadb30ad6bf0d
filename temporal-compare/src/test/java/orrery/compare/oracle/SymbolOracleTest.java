package orrery.compare.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import orrery.compare.correlate.CrossCorrelation;
import orrery.compare.correlate.LagCorrelation;
import orrery.compare.edit.EditDistance;
import orrery.compare.edit.EditMeasure;
import orrery.compare.edit.Symbols;
import orrery.compare.mining.MiningSettings;
import orrery.compare.mining.SequenceDatabase;
import orrery.compare.mining.SequenceMiner;
import orrery.compare.oracle.OracleCases.Node;
import orrery.compare.pattern.Alphabet;
import orrery.compare.pattern.CaptureMatcher;
import orrery.compare.pattern.CapturePattern;
import orrery.compare.pattern.EventMatcher;
import orrery.compare.pattern.EventPattern;
import orrery.compare.stream.MatchSettings;
import orrery.compare.stream.StreamMatcher;

/// All cases about symbols, streams, mining and events; each test says how many there must be.
class SymbolOracleTest {
    private static List<Node> cases(String kind, int expected) {
        List<Node> cases = OracleCases.of(kind);
        assertThat(cases).as(kind).hasSizeGreaterThanOrEqualTo(expected);
        return cases;
    }

    @Test
    void editDistancesAreThoseOfRapidfuzz() {
        for (Node one : cases("symbolic", 27)) {
            Symbols a = Symbols.of(one.at("input").at("a").wholes());
            Symbols b = Symbols.of(one.at("input").at("b").wholes());
            Node expected = one.at("expected");
            String id = one.at("id").text();
            for (EditMeasure measure :
                    List.of(
                            EditMeasure.LEVENSHTEIN,
                            EditMeasure.OSA,
                            EditMeasure.DAMERAU,
                            EditMeasure.INDEL)) {
                assertThat(EditDistance.of(measure).distance(a, b))
                        .as(id)
                        .isEqualTo(expected.at(measure.text()).number());
            }
            assertThat(EditDistance.of(EditMeasure.LCS).commonLength(a, b))
                    .as(id)
                    .isEqualTo(expected.at("lcs").whole());
            assertSimilar(id, EditMeasure.JARO, a, b, expected.at("jaro"));
            assertSimilar(id, EditMeasure.JARO_WINKLER, a, b, expected.at("jaro_winkler"));
            assertSimilar(
                    id,
                    EditMeasure.LEVENSHTEIN,
                    a,
                    b,
                    expected.at("levenshtein_normalized_similarity"));
            assertSimilar(id, EditMeasure.INDEL, a, b, expected.at("indel_normalized_similarity"));
            int most = Math.max(a.length(), b.length());
            assertThat(most - EditDistance.of(EditMeasure.PREFIX).distance(a, b))
                    .as(id)
                    .isEqualTo(expected.at("prefix").number());
            assertThat(most - EditDistance.of(EditMeasure.POSTFIX).distance(a, b))
                    .as(id)
                    .isEqualTo(expected.at("postfix").number());
            if (!expected.at("hamming").isAbsent()) {
                assertThat(EditDistance.of(EditMeasure.HAMMING).distance(a, b))
                        .as(id)
                        .isEqualTo(expected.at("hamming").number());
            }
        }
    }

    private static void assertSimilar(
            String id, EditMeasure measure, Symbols a, Symbols b, Node expected) {
        assertThat(EditDistance.of(measure).similarity(a, b))
                .as(id + " " + measure)
                .isCloseTo(expected.number(), within(1e-12));
    }

    @Test
    void matchesInAStreamAreThoseOfSpring() {
        for (Node one : cases("spring", 2)) {
            double[] query = one.at("input").at("query").numbers();
            List<double[]> found = new ArrayList<>();
            StreamMatcher matcher =
                    StreamMatcher.of(
                            List.of(query),
                            MatchSettings.within(one.at("params").at("eps").number()));
            for (double sample : one.at("input").at("series").numbers()) {
                matcher.add(
                        sample, (q, start, end, d, at) -> found.add(new double[] {d, start, end}));
            }
            matcher.end((q, start, end, d, at) -> found.add(new double[] {d, start, end}));
            List<Node> expected = one.at("expected").nodes();
            assertThat(found).as(one.at("id").text()).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)[0])
                        .isCloseTo(expected.get(i).at("distance_sq").number(), within(1e-9));
                assertThat(found.get(i)[1]).isEqualTo(expected.get(i).at("start").number());
                assertThat(found.get(i)[2]).isEqualTo(expected.get(i).at("end_inclusive").number());
            }
        }
    }

    @Test
    void crossCorrelationsAreThoseOfScipy() {
        for (Node one : cases("cross_correlation", 6)) {
            double[] a = one.at("input").at("a").numbers();
            double[] b = one.at("input").at("b").numbers();
            double[] expected = one.at("expected").numbers();
            List<LagCorrelation> found = CrossCorrelation.of(a, b, expected.length).lags();
            assertThat(found).as(one.at("id").text()).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(found.get(i).product())
                        .as(one.at("id").text())
                        .isCloseTo(expected[i], within(1e-9));
            }
        }
    }

    @Test
    void sequentialPatternsAreThoseOfSpmf() {
        for (Node one : cases("sequential_patterns", 1)) {
            List<int[][]> sequences =
                    one.at("input").at("sequences").nodes().stream()
                            .map(s -> s.nodes().stream().map(Node::wholes).toArray(int[][]::new))
                            .toList();
            SequenceDatabase database = SequenceDatabase.ofSets(sequences);
            int least = database.support(one.at("params").at("minsup").number());
            Map<String, Integer> expected = new TreeMap<>();
            for (Node pattern : one.at("expected").at("patterns").nodes()) {
                StringBuilder text = new StringBuilder();
                for (Node set : pattern.nodes().get(0).nodes()) {
                    for (int item : set.wholes()) {
                        text.append(item).append(' ');
                    }
                    text.append("-1 ");
                }
                expected.put(text.toString(), pattern.nodes().get(1).whole());
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
            assertThat(expected).hasSize(one.at("expected").at("count").whole());
        }
    }

    @Test
    void numbersOfPatternsInFilesAreThoseOfSpmf() throws IOException {
        for (Node one : cases("sequential_patterns_count", 3)) {
            String name = one.at("input").at("file").text().replaceFirst("^data/", "");
            Path file = OracleCases.shared().resolve("data/compare").resolve(name);
            try (Reader text = Files.newBufferedReader(file)) {
                SequenceDatabase database = SequenceDatabase.read(text, name);
                int least = database.support(one.at("params").at("minsup").number());
                for (SequenceMiner.Engine engine : SequenceMiner.Engine.values()) {
                    long found =
                            SequenceMiner.by(engine, database, MiningSettings.withSupport(least))
                                    .all((pattern, length, support) -> true);
                    assertThat(found)
                            .as(name + " " + engine)
                            .isEqualTo(one.at("expected").at("count").whole());
                }
            }
        }
    }

    @Test
    void eventPatternsMatchAsOften() {
        for (Node one : cases("cep_pattern", 3)) {
            int width = one.at("params").at("within").whole();
            String names = "s0 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15";
            EventPattern pattern =
                    EventPattern.parse(
                            "s1 -> s2 -> s3 within " + width + " skip past-last",
                            Alphabet.of(names.split(" ")));
            EventMatcher matcher = pattern.matcher();
            List<Integer> starts = new ArrayList<>();
            int events = one.at("input").at("events").whole();
            for (int i = 0; i < events; i++) {
                if (matcher.nextSymbol((int) (mixed(i) >>> 60), i)) {
                    starts.add((int) matcher.matchStartNs());
                }
            }
            assertThat(starts).hasSize(one.at("expected").at("matches").whole());
        }
    }

    @Test
    void capturePatternsMatchAsOftenAndFromTheSameStarts() {
        for (Node one : cases("cep_pattern", 3)) {
            int width = one.at("params").at("within").whole();
            CapturePattern pattern =
                    CapturePattern.parse("1 -> 2 -> 3 within " + width + " skip past-last");
            int[] symbols = new int[16];
            for (int s = 0; s < symbols.length; s++) {
                symbols[s] = pattern.symbol(Integer.toString(s));
            }
            CaptureMatcher matcher = pattern.matcher();
            List<Long> starts = new ArrayList<>();
            int events = one.at("input").at("events").whole();
            for (int i = 0; i < events; i++) {
                int symbol = symbols[(int) (mixed(i) >>> 60)];
                matcher.next(symbol, 0, i, match -> starts.add(match.start()));
            }
            assertThat(starts).hasSize(one.at("expected").at("matches").whole());
            for (int i = 0; i < 5; i++) {
                assertThat(starts.get(i).doubleValue())
                        .isEqualTo(one.at("expected").at("first_starts").numbers()[i]);
            }
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
