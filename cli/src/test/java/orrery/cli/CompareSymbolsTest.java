package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.cli.CommandLineFixture.assertRefused;
import static orrery.cli.CommandLineFixture.fields;
import static orrery.cli.CommandLineFixture.orrery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class CompareSymbolsTest {
    @TempDir private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Nested
    class Edit {
        @Test
        void comparesTexts() {
            Ended ended = orrery("compare", "edit", "kitten", "sitting");
            assertThat(ended.code()).isZero();
            assertThat(ended.out().strip()).isEqualTo("3");
            assertThat(ended.err()).isEmpty();
        }

        @Test
        void printsAnObjectWithTheEdits() {
            Ended ended =
                    orrery(
                            "compare",
                            "edit",
                            "kitten",
                            "sitting",
                            "--measure",
                            "indel",
                            "--ops",
                            "--json");
            assertThat(fields(ended.out()))
                    .containsExactly("measure", "distance", "similarity", "ops");
            assertThat(ended.out()).contains("\"distance\":5.0").contains("{\"op\":\"delete\"");
        }

        @Test
        void printsSwapsAndPricedEdits() {
            Ended osa = orrery("compare", "edit", "abcd", "bac", "--measure", "osa", "--ops");
            assertThat(osa.out().lines()).containsExactly("2", "swap 0 0 2 2", "delete 3 3 1");
            Ended damerau =
                    orrery("compare", "edit", "ca", "abc", "--measure=damerau", "--ops", "--json");
            assertThat(damerau.out())
                    .contains(
                            "{\"op\":\"swap\",\"a\":0,\"b\":0,\"length\":3,"
                                    + "\"lengthA\":2,\"lengthB\":3}");
            Ended priced = orrery("compare", "edit", "ab", "b", "--weights", "1,2,5", "--ops");
            assertThat(priced.out().lines()).containsExactly("2", "delete 0 0 1");
        }

        @Test
        void comparesCodePointsUnlessUnitsAreAskedFor() {
            Ended points = orrery("compare", "edit", "a😀", "a");
            assertThat(points.out().strip()).isEqualTo("1");
            Ended units = orrery("compare", "edit", "a😀", "a", "--utf16");
            assertThat(units.out().strip()).isEqualTo("2");
            Ended both = orrery("compare", "edit", "a", "b", "--utf16", "--tokens");
            assertThat(both.code()).isEqualTo(2);
        }

        @Test
        void comparesFilesWordByWord() throws IOException {
            String a = file("a.txt", "open read\nclose\n");
            String b = file("b.txt", "open write close");
            Ended ended = orrery("compare", "edit", a, b, "--tokens", "--measure", "lcs", "--json");
            assertThat(ended.out()).contains("\"distance\":1.0").contains("\"length\":2");
            Ended text = orrery("compare", "edit", a, b, "--text", "--measure", "prefix");
            assertThat(text.out().strip()).isEqualTo("5");
        }

        @Test
        void saysNoOverTheLimit() {
            Ended ended =
                    orrery(
                            "compare",
                            "edit",
                            "abc",
                            "xyz",
                            "--measure",
                            "osa",
                            "--limit",
                            "2",
                            "--json");
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out()).contains("\"distance\":null");
        }

        @Test
        void weighsTheEdits() {
            Ended ended = orrery("compare", "edit", "ab", "b", "--weights", "1,2.5,9");
            assertThat(ended.out().strip()).isEqualTo("2.5");
        }

        @Test
        void refusesWhatItCannotDo() {
            assertRefused(orrery("compare", "edit", "a", "b", "--measure", "far"), "UNKNOWN_KEY");
            assertRefused(orrery("compare", "edit", "a", "b", "--weights", "1"), "LENGTH_MISMATCH");
            assertRefused(
                    orrery("compare", "edit", "a", "bc", "--measure", "hamming"),
                    "LENGTH_MISMATCH");
        }
    }

    @Nested
    class Mine {
        private static final String DATA = "1 -1 2 -1 -2\n1 -1 2 3 -1 -2\n2 -1 -2\n";

        private Ended mine(String... options) throws IOException {
            String[] arguments = new String[options.length + 4];
            arguments[0] = "compare";
            arguments[1] = "mine";
            arguments[2] = "--in";
            arguments[3] = file("data.spmf", DATA);
            System.arraycopy(options, 0, arguments, 4, options.length);
            return orrery(arguments);
        }

        @Test
        void printsLinesOfSpmf() throws IOException {
            Ended ended = mine("--min-support", "2");
            assertThat(ended.code()).isZero();
            assertThat(ended.out().lines())
                    .containsExactly("1 -1 #SUP: 2", "1 -1 2 -1 #SUP: 2", "2 -1 #SUP: 3");
        }

        @Test
        void takesAShareAndFewerPatterns() throws IOException {
            assertThat(mine("--min-support", "0.6", "--closed").out().lines())
                    .containsExactly("1 -1 2 -1 #SUP: 2", "2 -1 #SUP: 3");
            assertThat(mine("--min-support", "60%", "--maximal").out().lines())
                    .containsExactly("1 -1 2 -1 #SUP: 2");
            assertThat(mine("--min-support", "1", "--top-k", "1").out().lines())
                    .containsExactly("2 -1 #SUP: 3");
            assertThat(mine("--min-support", "2", "--max-gap", "1", "--count").out().strip())
                    .isEqualTo("3");
            assertThat(mine("--min-support", "2", "--rules", "0.5").out().lines())
                    .containsExactly("1 -1 ==> 2 -1 #SUP: 2 #CONF: 1.0");
        }

        @Test
        void printsOneObject() throws IOException {
            Ended ended = mine("--min-support", "1", "--maximal", "--json");
            assertThat(ended.out().strip())
                    .isEqualTo(
                            "{\"patterns\":[{\"pattern\":[[1],[2,3]],\"support\":1}],\"count\":1}");
            assertThat(mine("--min-support", "1", "--rules", "1", "--json").out())
                    .startsWith("{\"rules\":[{\"before\":[1, -1],");
            assertThat(mine("--min-support", "1", "--json", "--count").out().strip())
                    .isEqualTo("{\"count\":7}");
        }

        @Test
        void saysNoWhereThereIsNone() throws IOException {
            assertThat(mine("--min-support", "9").code()).isEqualTo(1);
        }

        @Test
        void refusesMalformedFilesWithTheLine() throws IOException {
            String broken = file("broken.spmf", "1 -1 -2\n1 a -1 -2\n");
            Ended ended = orrery("compare", "mine", "--in", broken, "--min-support", "1");
            assertRefused(ended, "NOT_A_NUMBER");
            assertThat(ended.err()).contains("broken.spmf:2");
            assertRefused(mine("--min-support", "x"), "NOT_A_NUMBER");
            assertRefused(mine("--min-support", "2.0"), "OUT_OF_RANGE");
            Ended missing = orrery("compare", "mine", "--in", "none.spmf", "--min-support", "1");
            assertRefused(missing, "MISSING");
        }
    }

    @Nested
    class Match {
        private final String stream = "5\n12\n6\n10\n6\n5\n13\n";

        @Test
        void printsEachMatchAsALine() throws IOException {
            String query = file("q.txt", "11\n6\n9\n4\n");
            Ended ended =
                    orrery(
                            "compare",
                            "match",
                            "--query",
                            query,
                            "--epsilon",
                            "15",
                            "--in",
                            file("s.txt", stream));
            assertThat(ended.code()).isZero();
            assertThat(ended.out().strip())
                    .isEqualTo("{\"start\":1,\"end\":4,\"distance\":6.0,\"reportedAt\":6}");
        }

        @Test
        void readsTheStandardInput() throws IOException {
            InputStream before = System.in;
            System.setIn(new ByteArrayInputStream(stream.getBytes(UTF_8)));
            try {
                String query = file("q.txt", "11\n6\n9\n4\n");
                Ended ended =
                        orrery(
                                "compare",
                                "match",
                                "--query",
                                query,
                                "--query",
                                query,
                                "--epsilon",
                                "15");
                assertThat(ended.out().lines()).hasSize(2).allMatch(l -> l.contains("\"query\":"));
            } finally {
                System.setIn(before);
            }
        }

        @Test
        void saysNoAndRefusesWithTheLine() throws IOException {
            String query = file("q.txt", "100\n");
            String good = file("s.txt", stream);
            String bad = file("b.txt", "1\nx\n");
            assertThat(
                            orrery(
                                            "compare",
                                            "match",
                                            "--query",
                                            query,
                                            "--epsilon",
                                            "1",
                                            "--in",
                                            good)
                                    .code())
                    .isEqualTo(1);
            Ended ended =
                    orrery("compare", "match", "--query", query, "--epsilon", "1", "--in", bad);
            assertRefused(ended, "NOT_A_NUMBER");
            assertThat(ended.err()).contains("b.txt:2");
        }
    }

    @Nested
    class Events {
        private String events() throws IOException {
            return file("events.txt", "a,1\nx\nb,5\na,2\nb,1\n\nc,9\n");
        }

        @Test
        void printsWhereMatchesStartAndEnd() throws IOException {
            Ended ended = orrery("compare", "events", "--pattern", "a -> b -> c", "--in", events());
            assertThat(ended.code()).isZero();
            assertThat(ended.out().lines()).containsExactly("0 5", "3 5");
        }

        @Test
        void comparesValuesAndCounts() throws IOException {
            Ended ended =
                    orrery(
                            "compare",
                            "events",
                            "--pattern",
                            "a -> b[value > a.value]",
                            "--in",
                            events(),
                            "--count");
            assertThat(ended.out().strip()).isEqualTo("1");
            Ended object =
                    orrery(
                            "compare",
                            "events",
                            "--pattern",
                            "a -> b within 3",
                            "--in",
                            events(),
                            "--count",
                            "--json");
            assertThat(fields(object.out())).containsExactly("matches", "events", "evictions");
            Ended line =
                    orrery("compare", "events", "--pattern", "b -> c", "--in", events(), "--json");
            assertThat(line.out().lines().findFirst().orElseThrow())
                    .isEqualTo("{\"start\":2,\"end\":5,\"startNs\":2,\"endNs\":5}");
        }

        @Test
        void takesTimes() throws IOException {
            String timed = file("timed.txt", "a,,0\nb,,2000000000\na,,3000000000\nb,,3500000000\n");
            Ended ended =
                    orrery("compare", "events", "--pattern", "a -> b within 1 s", "--in", timed);
            assertThat(ended.out().lines()).containsExactly("2 3");
        }

        @Test
        void refusesPatternsAndLines() throws IOException {
            assertRefused(
                    orrery("compare", "events", "--pattern", "a ->", "--in", events()), "SYNTAX");
            String bad = file("bad.txt", "a\nb,x\n");
            Ended ended = orrery("compare", "events", "--pattern", "z", "--in", bad);
            assertRefused(ended, "NOT_A_NUMBER");
            assertThat(ended.err()).contains("bad.txt:2");
            String back = file("back.txt", "a,1,5\na,1,4\n");
            assertRefused(
                    orrery("compare", "events", "--pattern", "z", "--in", back), "TIME_BACKWARD");
        }
    }

    @Nested
    class Correlate {
        @Test
        void findsTheLag() throws IOException {
            String a = file("a.txt", "0\n0\n1\n5\n2\n9\n3\n4\n0\n1\n");
            String b = file("b.txt", "1\n5\n2\n9\n3\n4\n0\n1\n7\n7\n");
            Ended ended = orrery("compare", "correlate", a, b, "--max-lag", "3", "--json");
            assertThat(ended.code()).isZero();
            assertThat(fields(ended.out())).containsExactly("correlation", "lag", "pValue", "lags");
            assertThat(ended.out()).contains("\"lag\":2,");
            Ended plain = orrery("compare", "correlate", a, b);
            assertThat(plain.out().lines()).hasSize(1);
        }

        @Test
        void saysNullWhereThereIsNoCoefficient() throws IOException {
            String flat = file("flat.txt", "1\n1\n1\n1\n");
            assertThat(orrery("compare", "correlate", flat, flat, "--json").out())
                    .contains("\"correlation\":null");
        }
    }
}
