package orrery.compare.profile;

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
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.Signals;

class StreamingProfileTest {
    private static StreamingProfile of(double[] series, int history, int window, boolean simd) {
        StreamingProfile stream =
                StreamingProfile.keeping(history, ProfileSettings.ofWindow(window), simd);
        for (double sample : series) {
            stream.add(sample);
        }
        return stream;
    }

    /// Series of every kind but those that vary by less than 1e-150.
    private static double[] signal(int seed, int length) {
        int kind = seed % Signals.KINDS;
        return Signals.of(kind == 14 ? 1 : kind, length, seed);
    }

    @Nested
    class ThatKeepsEverything {
        @Test
        void equalsTheProfileOfTheWholeSeries() {
            for (int seed = 0; seed < 5 * Signals.KINDS; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                int window = random.nextInt(3, 30);
                double[] series = signal(seed, window + random.nextInt(1, 300));
                MatrixProfile expected =
                        MatrixProfile.of(series, ProfileSettings.ofWindow(window).withSides());
                StreamingProfile found = of(series, 1000, window, seed % 2 == 0);
                assertThat(found.end()).isEqualTo(expected.size());
                for (int i = 0; i < expected.size(); i++) {
                    String where = "seed " + seed + ", window " + i;
                    assertThat(found.left(i)).as(where).isEqualTo(expected.left(i));
                    assertThat(found.right(i)).as(where).isEqualTo(expected.right(i));
                    assertThat(found.neighbour(i)).as(where).isEqualTo(expected.neighbour(i));
                    double distance = expected.distance(i);
                    if (distance == Double.POSITIVE_INFINITY) {
                        assertThat(found.distance(i)).as(where).isInfinite();
                    } else {
                        assertThat(found.distance(i)).as(where).isCloseTo(distance, within(1e-9));
                    }
                }
            }
        }
    }

    @Nested
    class ThatDropsTheOldest {
        @Test
        void knowsTheNearestAmongThoseThatWereKept() {
            for (int seed = 0; seed < 2 * Signals.KINDS; seed++) {
                int window = 8;
                int history = 60;
                double[] series = signal(seed, 400);
                ProfileSettings settings = ProfileSettings.ofWindow(window);
                StreamingProfile found = StreamingProfile.keeping(history, settings);
                for (int t = 0; t < series.length; t++) {
                    found.add(series[t]);
                    if (t % 7 == 0 && found.end() > 0) {
                        assertNewest(found, Arrays.copyOfRange(series, (int) found.first(), t + 1));
                    }
                }
                assertRights(found, Arrays.copyOfRange(series, (int) found.first(), 400));
            }
        }

        private void assertNewest(StreamingProfile found, double[] kept) {
            PlainProfile plain = PlainProfile.self(kept, found.settings());
            int newest = plain.size() - 1;
            assertClose(found.leftDistance(found.end() - 1), plain.nearest(newest, 0, newest));
        }

        private void assertRights(StreamingProfile found, double[] kept) {
            PlainProfile plain = PlainProfile.self(kept, found.settings());
            for (int i = 0; i < plain.size(); i++) {
                assertClose(
                        found.rightDistance(found.first() + i), plain.nearest(i, i, plain.size()));
            }
        }

        private void assertClose(double found, double[] expected) {
            double nearest = expected.length == 0 ? Double.POSITIVE_INFINITY : expected[0];
            if (nearest == Double.POSITIVE_INFINITY) {
                assertThat(found).isInfinite();
            } else {
                assertThat(found).isCloseTo(nearest, within(1e-9));
            }
        }

        @Test
        void goesOnFromASavedOneBitForBit() throws IOException {
            for (int kind = 0; kind < Signals.KINDS; kind++) {
                double[] series = Signals.of(kind, 500, kind);
                for (int cut : new int[] {0, 5, 30, 90, 333}) {
                    StreamingProfile one = of(Arrays.copyOf(series, cut), 80, 10, true);
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    one.writeTo(new DataOutputStream(bytes));
                    StreamingProfile other = of(Signals.of(0, 70, 1), 80, 10, true);
                    other.readFrom(
                            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                    for (int t = cut; t < series.length; t++) {
                        one.add(series[t]);
                        other.add(series[t]);
                    }
                    for (long i = one.first(); i < one.end(); i++) {
                        assertThat(other.left(i)).isEqualTo(one.left(i));
                        assertThat(other.right(i)).isEqualTo(one.right(i));
                        assertThat(other.distance(i)).isEqualTo(one.distance(i));
                    }
                }
            }
        }

        @Test
        void allocatesNothing() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            StreamingProfile stream = of(Signals.of(1, 3000, 1), 1000, 20, true);
            double[] more = Signals.of(1, 30_000, 2);
            for (double sample : more) {
                stream.add(sample);
            }
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            for (double sample : more) {
                stream.add(sample);
            }
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            assertThat(after - before).isLessThan(100_000);
        }
    }

    @Nested
    class Refuses {
        @Test
        void whatItCannotKeep() {
            ProfileSettings settings = ProfileSettings.ofWindow(10);
            assertThatThrownBy(() -> StreamingProfile.keeping(10, settings))
                    .hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() ->
                            StreamingProfile.keeping(StreamingProfile.HISTORY_MAX + 1, settings))
                    .hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> StreamingProfile.keeping(50, settings.withoutNormalising()))
                    .hasMessageContaining("NOT_PERMITTED");
            assertThatThrownBy(() -> StreamingProfile.keeping(50, settings.withNeighbours(2)))
                    .hasMessageContaining("NOT_PERMITTED");
        }

        @Test
        void theStateOfAnother() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            of(new double[20], 80, 10, true).writeTo(new DataOutputStream(bytes));
            byte[] saved = bytes.toByteArray();
            StreamingProfile other = of(new double[20], 81, 10, true);
            assertThatThrownBy(() -> other.readFrom(stream(saved))).hasMessageContaining("CORRUPT");
            saved[0] = 9;
            assertThatThrownBy(() -> other.readFrom(stream(saved))).hasMessageContaining("VERSION");
        }

        private DataInputStream stream(byte[] bytes) {
            return new DataInputStream(new ByteArrayInputStream(bytes));
        }

        @Test
        void windowsThatAreNotKept() {
            StreamingProfile stream = of(new double[200], 80, 10, true);
            assertThat(stream.first()).isEqualTo(120);
            assertThatThrownBy(() -> stream.left(119))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> stream.distance(191))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
