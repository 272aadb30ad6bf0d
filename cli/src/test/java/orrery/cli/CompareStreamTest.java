package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.cli.CommandLineFixture.assertRefused;
import static orrery.cli.CommandLineFixture.fields;
import static orrery.cli.CommandLineFixture.orrery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class CompareStreamTest {
    @TempDir private Path folder;

    private static Ended compare(String line) {
        String[] words = ("compare " + line).split(" ", -1);
        return orrery(words);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String wave() throws IOException {
        return file(
                "t.txt",
                IntStream.range(0, 200)
                        .mapToObj(t -> Double.toString(Math.sin(t * 0.5) + (t == 100 ? 2 : 0)))
                        .collect(Collectors.joining("\n")));
    }

    private static double second(String row) {
        return Double.parseDouble(row.split(",", -1)[1]);
    }

    @Nested
    class Profile {
        @Test
        void ofSeveralColumnsHasARowForEachNumberOfChannels() throws IOException {
            SplittableRandom chance = new SplittableRandom(1);
            StringBuilder text = new StringBuilder("a,b\n");
            for (int t = 0; t < 60; t++) {
                text.append(Math.sin(t)).append(',').append(chance.nextDouble()).append('\n');
            }
            String file = file("ab.csv", text.toString());
            Ended ended = compare("profile --in " + file + " --column a --column b --m 8");
            assertThat(ended.code()).isZero();
            assertThat(ended.out().lines()).hasSize(1 + 2 * 53);
            assertThat(ended.out()).startsWith("index,channels,distance,neighbour\n0,1,");
            String alone = compare("profile --in " + file + " --column a --m 8").out();
            assertThat(alone.lines()).hasSize(54);
            Ended json = compare("profile --in " + file + " --column a --column b --m 8 --json");
            assertThat(fields(json.out())).containsExactly("m", "windows", "profile");
            assertThat(json.out()).contains("{\"index\":0,\"channels\":2,\"distance\":");
            assertRefused(
                    compare("motifs --in " + file + " --column a --column b --m 8"),
                    "NOT_PERMITTED");
        }

        @Test
        void ofAQueryIsItsDistanceFromEachWindow() throws IOException {
            String query =
                    file(
                            "q.txt",
                            IntStream.range(20, 40)
                                    .mapToObj(t -> Double.toString(3 + 2 * Math.sin(t * 0.5)))
                                    .collect(Collectors.joining("\n")));
            Ended ended = compare("profile --in " + wave() + " --query " + query);
            List<String> rows = ended.out().lines().toList();
            assertThat(rows).hasSize(182).startsWith("index,distance");
            assertThat(second(rows.get(21))).isLessThan(1e-6);
            assertThat(second(rows.get(22))).isGreaterThan(1);
            Ended raw = compare("profile --in " + wave() + " --normalise none --query " + query);
            assertThat(second(raw.out().lines().toList().get(21))).isGreaterThan(3);
            Ended json = compare("profile --json --in " + wave() + " --query " + query);
            assertThat(fields(json.out())).containsExactly("m", "windows", "profile");
            assertRefused(
                    compare("profile --stream --in " + wave() + " --query " + query),
                    "NOT_PERMITTED");
        }

        @Test
        void ofAStreamGoesRowByRow() throws IOException {
            Ended ended = compare("profile --stream --m 20 --in " + wave());
            List<String> rows = ended.out().lines().toList();
            assertThat(rows).hasSize(182).startsWith("index,distance,neighbour", "0,Infinity,-1");
            assertThat(second(rows.get(86))).isGreaterThan(second(rows.get(70)));
            Ended json = compare("profile --stream --json --m 20 --in " + wave());
            assertThat(json.out().lines().findFirst())
                    .contains("{\"index\":0,\"distance\":null,\"neighbour\":null}");
            assertRefused(compare("profile --in " + wave()), "MISSING");
        }
    }

    @Test
    void motifsWithARadiusHaveAllOccurrences() throws IOException {
        Ended ended = compare("motifs --in " + wave() + " --m 20 --radius 0.5 -k 1 --json");
        assertThat(ended.code()).isZero();
        assertThat(fields(ended.out())).containsExactly("sets");
        assertThat(ended.out().split("start", -1).length).isGreaterThan(6);
        Ended table = compare("motifs --in " + wave() + " --m 20 --radius 0.5 -k 1");
        assertThat(table.out()).startsWith("set");
        assertRefused(compare("motifs --in " + wave() + " --m 20 --radius -1"), "OUT_OF_RANGE");
    }

    @Test
    void mpdistIsADistance() throws IOException {
        String a = wave();
        Ended same = compare("distance " + a + " " + a + " --measure mpdist --m 20 --json");
        assertThat(fields(same.out())).containsExactly("measure", "distance", "cost");
        assertThat(same.out()).contains("\"measure\":\"mpdist\",\"distance\":0.0");
        assertRefused(compare("distance " + a + " " + a + " --measure mpdist"), "MISSING");
    }

    @Test
    void segmentFindsAChangeWhileSamplesCome() throws IOException {
        SplittableRandom chance = new SplittableRandom(3);
        String two =
                file(
                        "two.txt",
                        IntStream.range(0, 2400)
                                .mapToDouble(t ->
                                        Math.sin(t < 1200 ? t * 0.3 : t * 0.9)
                                                + 0.05 * chance.nextDouble())
                                .mapToObj(Double::toString)
                                .collect(Collectors.joining("\n")));
        Ended ended = compare("segment --stream --m 20 --json --in " + two);
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines())
                .hasSize(1)
                .first()
                .asString()
                .matches("\\{\"changePoint\":1[12]\\d\\d,\"curve\":0[^,]+,\"reportedAt\":\\d+}");
        assertRefused(compare("segment --stream --in " + two), "NOT_PERMITTED");
        assertRefused(compare("segment --stream --m 20 --history 500 --in " + two), "OUT_OF_RANGE");
    }

    @Nested
    class Match {
        @Test
        void byShapeIsFoundAtAnyLevel() throws IOException {
            String query = file("q.txt", "0\n1\n3\n2\n-1\n");
            String stream = file("s.txt", "9\n9\n100\n110\n130\n120\n90\n90\n90\n90\n90\n90\n");
            String line = "match --in " + stream + " --epsilon 0.000001 --query " + query;
            assertThat(compare(line).code()).isEqualTo(1);
            Ended ended = compare(line + " --normalise z --radius 0 --query " + query);
            assertThat(ended.code()).isZero();
            assertThat(ended.out().lines())
                    .hasSize(2)
                    .allMatch(l -> l.contains("\"start\":2,\"end\":6,\"distance\":"))
                    .allMatch(l -> l.contains("\"reportedAt\":11}"));
            assertRefused(compare(line + " --normalise z --max-ratio 2"), "NOT_PERMITTED");
        }

        @Test
        void inSeveralChannelsAddsTheirCosts() throws IOException {
            String query = file("q.csv", "x,y\n1,5\n2,6\n3,7\n");
            String stream = file("s.csv", "x,n,y\n9,0,9\n1,0,5\n2,0,6\n3,0,8\n9,0,9\n9,0,9\n");
            String line = "match --in " + stream + " --epsilon 2 --query " + query;
            String channels = " --query-column x --query-column y --column x --column y";
            assertThat(compare(line + channels).out().strip())
                    .isEqualTo("{\"start\":1,\"end\":3,\"distance\":1.0,\"reportedAt\":4}");
            assertRefused(compare(line + channels + " --normalise z"), "NOT_PERMITTED");
            assertRefused(
                    compare(line + " --query-column x --column x --column y"), "LENGTH_MISMATCH");
            assertRefused(compare(line + " --query-column x --column none"), "MISSING");
            String bad = file("bad.csv", "x,y\n1,5\n2\n");
            Ended ended = compare(line.replace(stream, bad) + channels);
            assertRefused(ended, "LENGTH_MISMATCH");
            assertThat(ended.err()).contains("bad.csv:3");
        }

        @Test
        void withConfidenceIsWhatTheStreamRarelyHas() throws IOException {
            SplittableRandom chance = new SplittableRandom(7);
            List<String> samples = new ArrayList<>();
            chance.doubles(3000).forEach(x -> samples.add(Double.toString(x)));
            double[] shape = IntStream.range(0, 20).mapToDouble(i -> Math.sin(i * 0.6)).toArray();
            Arrays.stream(shape).forEach(x -> samples.add(Double.toString(x)));
            String query =
                    file(
                            "q.txt",
                            Arrays.stream(shape)
                                    .mapToObj(Double::toString)
                                    .collect(Collectors.joining("\n")));
            String stream = file("s.txt", String.join("\n", samples));
            String line = "match --in " + stream + " --query " + query;
            Ended ended = compare(line + " --confidence 0.999");
            assertThat(ended.code()).isZero();
            assertThat(ended.out().strip().lines().reduce((a, b) -> b).orElseThrow())
                    .startsWith("{\"start\":3000,\"end\":3019,\"distance\":")
                    .contains("\"confidence\":0.999,\"reportedAt\":3019}");
            assertThat(compare(line + " --confidence 0.95").out().lines().count())
                    .isBetween(90L, 210L);
            assertRefused(compare(line + " --confidence 2"), "OUT_OF_RANGE");
            assertRefused(compare(line), "MISSING");
            assertRefused(compare(line + " --confidence 0.9 --epsilon 1"), "NOT_PERMITTED");
        }

        @Test
        void isPrintedBeforeTheStreamGoesOn() throws IOException {
            String query = file("q.txt", "11\n6\n9\n4\n");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int[] printedAt = {-1};
            byte[] text = "5\n12\n6\n10\n6\n5\n13\n1\n1\n1\n".getBytes(UTF_8);
            InputStream before = System.in;
            System.setIn(
                    new ByteArrayInputStream(text) {
                        // A pipe, that gives what there is: one byte at a time.
                        @Override
                        public synchronized int read(byte[] into, int offset, int length) {
                            if (out.size() > 0 && printedAt[0] < 0) {
                                printedAt[0] = pos;
                            }
                            return super.read(into, offset, Math.min(1, length));
                        }

                        @Override
                        public synchronized int available() {
                            return 0;
                        }
                    });
            try {
                PrintStream lines = new PrintStream(out, true, UTF_8);
                Console console = new Console(lines, lines, false);
                int code =
                        Main.run(console, "compare", "match", "--query", query, "--epsilon", "15");
                assertThat(code).isZero();
            } finally {
                System.setIn(before);
            }
            assertThat(printedAt[0]).isPositive().isLessThan(text.length);
        }
    }
}
