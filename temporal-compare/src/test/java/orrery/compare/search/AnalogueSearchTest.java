package orrery.compare.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.Signals;
import orrery.timeline.Refusal;

class AnalogueSearchTest {
    record Neighbour(int age, double distance) {}

    private static AnalogueSearch search(boolean normalised, AnalogueSettings settings) {
        return normalised
                ? AnalogueSearch.zNormalised(settings)
                : AnalogueSearch.euclidean(settings);
    }

    private static List<Neighbour> answer(AnalogueSearch search) {
        List<Neighbour> found = new ArrayList<>();
        int count = search.search();
        for (int i = 0; i < count; i++) {
            found.add(new Neighbour(search.age(i), search.distance(i)));
        }
        return found;
    }

    private static AnalogueSearch after(AnalogueSearch search, double... samples) {
        for (double sample : samples) {
            search.add(sample);
        }
        return search;
    }

    @Nested
    class Neighbours {
        @Test
        void areTheMostSimilarEarlierWindows() {
            AnalogueSearch search =
                    after(
                            AnalogueSearch.euclidean(new AnalogueSettings(10, 2, 2, true)),
                            1,
                            2,
                            9,
                            1,
                            3,
                            9,
                            1,
                            2);

            assertThat(answer(search)).containsExactly(new Neighbour(6, 0), new Neighbour(3, 1));
        }

        @Test
        void haveASuccessorThatIsKnown() {
            AnalogueSearch search =
                    after(
                            AnalogueSearch.euclidean(new AnalogueSettings(10, 2, 1, true)),
                            1,
                            2,
                            9,
                            7,
                            1,
                            2);
            search.search();

            assertThat(search.value(search.age(0) - 1)).isEqualTo(9);
        }

        @Test
        void mayOverlapTheLatestWindow() {
            AnalogueSearch search =
                    after(
                            AnalogueSearch.euclidean(new AnalogueSettings(10, 3, 5, true)),
                            4,
                            4,
                            4,
                            4);

            assertThat(answer(search)).containsExactly(new Neighbour(1, 0));
        }

        @Test
        void comeYoungestFirstWhereTheyTie() {
            AnalogueSearch search = AnalogueSearch.euclidean(new AnalogueSettings(600, 8, 5, true));
            for (int t = 0; t < 600; t++) {
                search.add(t % 50);
            }

            assertThat(answer(search))
                    .extracting(Neighbour::age)
                    .containsExactly(50, 100, 150, 200, 250);
        }

        @Test
        void areTheYoungestOfAConstantStream() {
            for (boolean normalised : new boolean[] {false, true}) {
                AnalogueSearch search = search(normalised, new AnalogueSettings(900, 8, 3, true));
                for (int t = 0; t < 900; t++) {
                    search.add(1e9);
                }

                assertThat(answer(search))
                        .containsExactly(
                                new Neighbour(1, 0), new Neighbour(2, 0), new Neighbour(3, 0));
            }
        }

        @Test
        void areForgottenWithTheHistory() {
            AnalogueSearch search = AnalogueSearch.euclidean(new AnalogueSettings(5, 2, 9, true));
            after(search, 1, 2, 50, 60, 70, 80, 1, 2);

            assertThat(answer(search)).extracting(Neighbour::age).containsExactly(1, 3, 2);
            assertThat(search.size()).isEqualTo(5);
        }
    }

    @Nested
    class MissingSamples {
        @Test
        void leaveTheLatestWindowWithoutNeighbours() {
            AnalogueSearch search = AnalogueSearch.euclidean(new AnalogueSettings(10, 2, 3, true));
            after(search, 1, 2, 1, Double.NaN);
            assertThat(search.search()).isZero();
            after(search, 1);
            assertThat(search.search()).isZero();
            after(search, 2);
            assertThat(answer(search)).extracting(Neighbour::age).containsExactly(4, 3);
        }

        @Test
        void areNaNInfiniteAndTooLargeToSquare() {
            AnalogueSearch search = AnalogueSearch.euclidean(new AnalogueSettings(10, 2, 3, true));
            after(search, 1e150, -1e151, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3);

            assertThat(search.value(4)).isEqualTo(1e150);
            assertThat(search.value(3)).isNaN();
            assertThat(search.value(2)).isNaN();
            assertThat(search.value(1)).isNaN();
            assertThat(search.value(0)).isEqualTo(3);
        }
    }

    @Nested
    class Normalised {
        @Test
        void ignoresLevelAndScale() {
            AnalogueSearch search =
                    AnalogueSearch.zNormalised(new AnalogueSettings(50, 4, 1, true));
            after(search, 1e9 + 100, 1e9 + 300, 1e9 + 200, 1e9 + 500, 7, 0.1, 0.3, 0.2, 0.5);
            List<Neighbour> found = answer(search);

            assertThat(found.getFirst().age()).isEqualTo(5);
            assertThat(found.getFirst().distance()).isCloseTo(0, within(1e-14));
        }

        @Test
        void putsAConstantWindowAtTheRootOfTheLengthFromAnother() {
            AnalogueSearch search =
                    AnalogueSearch.zNormalised(new AnalogueSettings(50, 4, 1, true));
            after(search, 5, 5, 5, 5, Double.NaN, 1, 2, 8, 3);

            assertThat(answer(search)).containsExactly(new Neighbour(5, 2));
            after(search, Double.NaN, 6, 6, 6, 6);
            assertThat(answer(search)).containsExactly(new Neighbour(10, 0));
        }
    }

    @Nested
    class TheVectorisedKernel {
        @Test
        void givesTheAnswersOfThePlainTwinBitForBit() {
            int searches = 0;
            for (int round = 0; round < 280; round++) {
                SplittableRandom random = new SplittableRandom(round);
                int window = round % 2 == 0 ? 8 : random.nextInt(2, 40);
                int history = window + random.nextInt(1, 300);
                int neighbours = random.nextInt(1, round % 9 == 0 ? 60 : 15);
                searches += compare(round, history, window, neighbours);
            }
            assertThat(searches).isGreaterThan(100_000);
        }

        private int compare(int round, int history, int window, int neighbours) {
            boolean normalised = round % 4 > 1;
            int kind = round / 4 % Signals.SEARCH_KINDS;
            AnalogueSearch plain =
                    search(normalised, new AnalogueSettings(history, window, neighbours, false));
            AnalogueSearch simd =
                    search(normalised, new AnalogueSettings(history, window, neighbours, true));
            double[] stream = Signals.of(kind, 400, round);
            for (int t = 0; t < stream.length; t++) {
                plain.add(stream[t]);
                simd.add(stream[t]);
                int count = plain.search();
                String where = "round " + round + ", kind " + kind + ", sample " + t;
                assertThat(simd.search()).as(where).isEqualTo(count);
                for (int i = 0; i < count; i++) {
                    if (simd.age(i) != plain.age(i) || simd.distance(i) != plain.distance(i)) {
                        assertThat(answer(simd)).as(where).isEqualTo(answer(plain));
                    }
                }
            }
            return stream.length;
        }

        @Test
        void agreesWithAFullSortOfAllWindows() {
            for (int round = 0; round < 4 * Signals.SEARCH_KINDS; round++) {
                boolean normalised = round % 2 == 1;
                int kind = round / 2 % Signals.SEARCH_KINDS;
                AnalogueSearch search = search(normalised, new AnalogueSettings(200, 8, 6, true));
                double[] stream = Signals.of(kind, 300, round);
                for (int t = 0; t < stream.length; t++) {
                    search.add(stream[t]);
                    List<Neighbour> expected = sorted(search, normalised);
                    List<Neighbour> found = answer(search);
                    String where = "round " + round + ", kind " + kind + ", sample " + t;
                    assertThat(found).as(where).hasSize(Math.min(6, expected.size()));
                    for (int i = 0; i < found.size(); i++) {
                        double distance = expected.get(i).distance();
                        assertThat(found.get(i).distance())
                                .as(where)
                                .isCloseTo(distance, within(1e-12 * distance + 1e-6 * scale(kind)));
                    }
                }
            }
        }

        // Near-constant windows at 1e9 and copies of one another differ by roundings of the level.
        private double scale(int kind) {
            return kind == 3 ? 1e-3 : 1e-6;
        }

        private List<Neighbour> sorted(AnalogueSearch search, boolean normalised) {
            List<Neighbour> all = new ArrayList<>();
            double[] latest = window(search, 0, normalised);
            for (int age = 1; age + 8 <= search.size(); age++) {
                double[] other = window(search, age, normalised);
                double sum = 0;
                for (int i = 0; i < 8; i++) {
                    sum += (latest[i] - other[i]) * (latest[i] - other[i]);
                }
                if (Double.isFinite(sum)) {
                    all.add(new Neighbour(age, Math.sqrt(sum)));
                }
            }
            all.sort(
                    Comparator.comparingDouble(Neighbour::distance)
                            .thenComparingInt(Neighbour::age));
            return all;
        }

        private double[] window(AnalogueSearch search, int age, boolean normalised) {
            double[] window = new double[8];
            double mean = 0;
            double magnitude = 0;
            for (int i = 0; i < 8; i++) {
                window[i] = age + i < search.size() ? search.value(age + i) : Double.NaN;
                magnitude = Math.max(magnitude, Math.abs(window[i]));
            }
            if (!normalised) {
                return window;
            }
            double base = window[7];
            for (int i = 0; i < 8; i++) {
                window[i] -= base;
                mean += window[i] / 8;
            }
            double variance = 0;
            for (double value : window) {
                variance += (value - mean) * (value - mean) / 8;
            }
            double deviation = Math.sqrt(variance);
            boolean constant = deviation <= 0x1p-48 * magnitude;
            for (int i = 0; i < 8; i++) {
                window[i] = constant ? 0 : (window[i] - mean) / deviation;
            }
            return window;
        }
    }

    @Nested
    class State {
        @Test
        void continuesWithTheSameAnswersWhenRestored() throws IOException {
            for (int kind = 0; kind < Signals.SEARCH_KINDS; kind++) {
                for (boolean normalised : new boolean[] {false, true}) {
                    AnalogueSettings settings = new AnalogueSettings(100, 8, 4, true);
                    AnalogueSearch saved = search(normalised, settings);
                    double[] stream = Signals.of(kind, 260, kind);
                    for (int t = 0; t < 150; t++) {
                        saved.add(stream[t]);
                        saved.search();
                    }
                    AnalogueSearch restored = search(normalised, settings);
                    after(restored, 3, 1, 2);
                    restored.readFrom(in(bytes(saved)));

                    assertThat(bytes(restored)).isEqualTo(bytes(saved));
                    for (int t = 150; t < 260; t++) {
                        saved.add(stream[t]);
                        restored.add(stream[t]);
                        assertThat(answer(restored)).isEqualTo(answer(saved));
                    }
                }
            }
        }

        @Test
        void isRefusedWhenSavedWithOtherSettings() throws IOException {
            byte[] saved = bytes(AnalogueSearch.euclidean(new AnalogueSettings(100, 8, 4, true)));
            List<AnalogueSearch> others =
                    List.of(
                            AnalogueSearch.zNormalised(new AnalogueSettings(100, 8, 4, true)),
                            AnalogueSearch.euclidean(new AnalogueSettings(101, 8, 4, true)),
                            AnalogueSearch.euclidean(new AnalogueSettings(100, 9, 4, true)),
                            AnalogueSearch.euclidean(new AnalogueSettings(100, 8, 5, true)));
            for (AnalogueSearch other : others) {
                assertThatThrownBy(() -> other.readFrom(in(saved)))
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                r -> assertThat(r.code()).isEqualTo(Refusal.Code.CORRUPT));
            }
        }

        @Test
        void isRefusedWhenDamaged() throws IOException {
            AnalogueSettings settings = new AnalogueSettings(100, 8, 4, true);
            AnalogueSearch search = AnalogueSearch.euclidean(settings);
            byte[] saved = bytes(search);
            saved[saved.length - 1] = 99;

            assertThatThrownBy(() -> search.readFrom(in(saved)))
                    .hasMessageContaining("at most 4 are possible");
        }

        private byte[] bytes(AnalogueSearch search) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            search.writeTo(new DataOutputStream(bytes));
            return bytes.toByteArray();
        }

        private DataInputStream in(byte[] bytes) {
            return new DataInputStream(new ByteArrayInputStream(bytes));
        }
    }

    @Nested
    class Memory {
        @Test
        void isNotAllocatedOnceWarm() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (boolean normalised : new boolean[] {false, true}) {
                AnalogueSearch search = search(normalised, new AnalogueSettings(256, 8, 12, true));
                double[] stream = Signals.of(1, 4096, 1);
                // Vectors are objects until the compiler is done; how soon that is, is its affair.
                long allocated = Long.MAX_VALUE;
                for (int batch = 0; batch < 200 && allocated >= 4096; batch++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    run(search, stream, 20_000);
                    allocated = threads.getCurrentThreadAllocatedBytes() - before;
                }

                assertThat(allocated).as("normalised " + normalised).isLessThan(4096);
            }
        }

        private void run(AnalogueSearch search, double[] stream, int times) {
            for (int t = 0; t < times; t++) {
                search.add(stream[t % stream.length]);
                search.search();
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void settingsOutOfRange() {
            refused(() -> new AnalogueSettings(100, 1, 1, true));
            refused(() -> new AnalogueSettings(1000, 257, 1, true));
            refused(() -> new AnalogueSettings(8, 8, 1, true));
            refused(() -> new AnalogueSettings((1 << 20) + 1, 8, 1, true));
            refused(() -> new AnalogueSettings(100, 8, 0, true));
            refused(() -> new AnalogueSettings(100, 8, 257, true));
        }

        @Test
        void noneOfTheLimitsThemselves() {
            assertThat(new AnalogueSettings(3, 2, 1, true).history()).isEqualTo(3);
            assertThat(new AnalogueSettings(1 << 20, 256, 256, true).window()).isEqualTo(256);
        }

        @Test
        void indicesOutsideTheAnswerAndTheHistory() {
            AnalogueSearch search = AnalogueSearch.euclidean(AnalogueSettings.usual());
            assertThat(search.search()).isZero();
            assertThatThrownBy(() -> search.age(0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> search.value(0)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        private void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            r -> assertThat(r.code()).isEqualTo(Refusal.Code.OUT_OF_RANGE));
        }
    }
}
