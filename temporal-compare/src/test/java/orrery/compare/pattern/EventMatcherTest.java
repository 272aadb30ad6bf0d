package orrery.compare.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class EventMatcherTest {
    private static final Alphabet LETTERS = Alphabet.of("a", "b", "c", "d");

    /// Matches as start-end, by position; a dot is an event without symbol.
    private static List<String> matches(String pattern, String events) {
        EventMatcher matcher = EventPattern.parse(pattern, LETTERS).matcher();
        List<String> found = new ArrayList<>();
        for (int t = 0; t < events.length(); t++) {
            if (matcher.next(LETTERS.bit(events.substring(t, t + 1)), t)) {
                found.add(matcher.matchStartNs() + "-" + matcher.matchEndNs());
            }
        }
        assertThat(matcher.matches()).isEqualTo(found.size());
        return found;
    }

    @Nested
    class AMatch {
        @Test
        void isASequenceWithAnythingInBetween() {
            assertThat(matches("a -> b -> c", "a.b..dc")).containsExactly("0-6");
            assertThat(matches("a -> b -> c", "acb")).isEmpty();
        }

        @Test
        void startsAsLateAsItCan() {
            assertThat(matches("a -> b", "aacab")).containsExactly("3-4");
        }

        @Test
        void takesAnEventAStep() {
            assertThat(matches("a -> a", "aaa")).containsExactly("0-1", "1-2");
            assertThat(matches("a", "a.a")).containsExactly("0-0", "2-2");
            EventMatcher matcher = EventPattern.parse("a -> b").matcher();
            assertThat(matcher.next(3, 0)).isFalse();
            assertThat(matcher.next(3, 1)).isTrue();
        }

        @Test
        void mayTakeOneOfSeveralSymbols() {
            assertThat(matches("a -> (b|c) -> d", "acd.abd")).containsExactly("0-2", "4-6");
        }

        @Test
        void tellsWhereItIs() {
            EventMatcher matcher = EventPattern.parse("a -> b").matcher();
            matcher.nextSymbol(0, 100);
            matcher.nextSymbol(-1, 150);
            assertThat(matcher.nextSymbol(1, 170)).isTrue();
            assertThat(matcher.matchStartNs()).isEqualTo(100);
            assertThat(matcher.matchEndNs()).isEqualTo(170);
            assertThat(matcher.matchSamples()).isEqualTo(3);
            assertThat(matcher.samples()).isEqualTo(3);
        }

        @Test
        void isNotThereBeforeTheFirst() {
            EventMatcher matcher = EventPattern.parse("a").matcher();
            assertThatThrownBy(matcher::matchStartNs).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(matcher::matchEndNs).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(matcher::matchSamples).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void isNotMadeBySymbolsThatThePatternLacks() {
            EventMatcher matcher = EventPattern.parse("a").matcher();
            assertThat(matcher.next(-2L, 0)).isFalse();
            assertThat(matcher.nextSymbol(63, 0)).isFalse();
            assertThat(matcher.nextSymbol(64, 0)).isFalse();
        }
    }

    @Nested
    class Within {
        @Test
        void countsSamplesInARow() {
            assertThat(matches("a -> b within 3", "a.b")).containsExactly("0-2");
            assertThat(matches("a -> b within 3", "a..b")).isEmpty();
            assertThat(matches("a within 1", "a")).containsExactly("0-0");
            assertThat(matches("a -> b within 1", "ab")).isEmpty();
        }

        @Test
        void measuresTime() {
            EventMatcher matcher = EventPattern.parse("a -> b within 2 us").matcher();
            matcher.nextSymbol(0, 5);
            assertThat(matcher.nextSymbol(1, 2005)).isFalse();
            matcher.nextSymbol(0, 3000);
            assertThat(matcher.nextSymbol(1, 4999)).isTrue();
        }

        @Test
        void standsTimesThatAreFurtherApartThanALongCounts() {
            EventMatcher matcher = EventPattern.parse("a -> b within 5 ns").matcher();
            matcher.nextSymbol(0, Long.MIN_VALUE);
            assertThat(matcher.nextSymbol(1, Long.MAX_VALUE)).isFalse();
        }
    }

    @Nested
    class Skipping {
        @Test
        void ofNothingReportsEveryEnd() {
            assertThat(matches("a -> b skip none", "aabb.b")).containsExactly("1-2", "1-3", "1-5");
        }

        @Test
        void pastTheLastReportsNoOverlap() {
            assertThat(matches("a -> b skip past-last", "aabbab")).containsExactly("1-2", "4-5");
            assertThat(matches("a -> a skip past-last", "aaaa")).containsExactly("0-1", "2-3");
        }

        @Test
        void toTheNextReportsEveryStartOnce() {
            assertThat(matches("a -> b -> c skip to-next", "abacbcc"))
                    .containsExactly("0-3", "2-5");
        }
    }

    @Nested
    class AgainstBruteForce {
        @Test
        void everyMatchIsFoundAndNoOther() {
            List<Case> cases =
                    List.of(
                            new Case("a -> b -> c", 1, 2, 4),
                            new Case("a -> a", 1, 1),
                            new Case("a", 1),
                            new Case("a -> (b|a) -> b", 1, 3, 2),
                            new Case("a -> b -> a -> b", 1, 2, 1, 2),
                            new Case("(a|b|c) -> d", 7, 8));
            int matches = 0;
            for (int round = 0; round < 600; round++) {
                SplittableRandom random = new SplittableRandom(round);
                Skip skip = List.of(Skip.values()).get(round % 3);
                int bound = round % 5 == 0 ? Integer.MAX_VALUE : random.nextInt(1, 20);
                boolean timed = random.nextBoolean();
                Case some = cases.get(random.nextInt(cases.size()));
                String ending = " within " + bound + (timed ? " ns" : "") + " skip " + skip.text();
                matches += compare(round, some, ending, random);
            }
            assertThat(matches).isGreaterThan(5_000);
        }

        // A pattern and the symbols of its steps, a bit a symbol.
        private static final class Case {
            final String text;
            final long[] steps;

            Case(String text, long... steps) {
                this.text = text;
                this.steps = steps;
            }
        }

        private int compare(int round, Case some, String ending, SplittableRandom random) {
            EventPattern pattern = EventPattern.parse(some.text + ending, LETTERS);
            long bound = pattern.bound().length();
            int length = 150;
            long[] events = new long[length];
            long[] times = new long[length];
            EventMatcher matcher = pattern.matcher();
            int floor = -1;
            for (int t = 0; t < length; t++) {
                long symbols = random.nextInt(16);
                events[t] = symbols & random.nextInt(16);
                times[t] = (t == 0 ? 0 : times[t - 1]) + random.nextInt(3);
                boolean timed = pattern.bound().timed();
                int start = latestStart(some.steps, events, t, floor);
                boolean expected =
                        start >= 0 && (timed ? times[t] - times[start] : t - start) < bound;
                String where = "round " + round + ", " + pattern + ", event " + t;
                assertThat(matcher.next(events[t], times[t])).as(where).isEqualTo(expected);
                if (expected) {
                    assertThat(matcher.matchStartNs()).as(where).isEqualTo(times[start]);
                    assertThat(matcher.matchSamples()).as(where).isEqualTo(t - start + 1);
                    floor =
                            switch (pattern.skip()) {
                                case NONE -> -1;
                                case PAST_LAST -> t;
                                case TO_NEXT -> start;
                            };
                }
            }
            return (int) matcher.matches();
        }

        // The latest start after floor of any sequence that ends exactly at the end, or -1.
        private int latestStart(long[] steps, long[] events, int end, int floor) {
            for (int start = end; start > floor; start--) {
                int step = 0;
                for (int t = start; t < end && step < steps.length - 1; t++) {
                    if ((events[t] & steps[step]) != 0) {
                        step++;
                    } else if (t == start) {
                        break;
                    }
                }
                boolean startsHere = step > 0 || start == end;
                if (startsHere && step == steps.length - 1 && (events[end] & steps[step]) != 0) {
                    return start;
                }
            }
            return -1;
        }
    }

    /// Counts of Flink CEP 1.20.0, which a brute force confirmed: one key, skip past last event.
    @Nested
    class AgainstFlink {
        @Test
        void theNumberOfMatchesIsTheSame() {
            assertThat(count("s1 -> s2 -> s3 within 50 skip past-last", 200_000)).isEqualTo(4113);
            assertThat(count("s1 -> s2 -> s3 within 50 ns skip past-last", 1_000_000))
                    .isEqualTo(20_583);
            assertThat(count("s1 -> s2 -> s3 within 1000 skip past-last", 200_000)).isEqualTo(4178);
        }

        private long count(String text, int events) {
            EventMatcher matcher = EventPattern.parse(text).matcher();
            for (long i = 0; i < events; i++) {
                long x = i * 6364136223846793005L + 1442695040888963407L;
                x ^= x >>> 33;
                x *= 0xff51afd7ed558ccdL;
                x ^= x >>> 33;
                matcher.nextSymbol((int) (x >>> 60) - 1, i);
            }
            return matcher.matches();
        }
    }

    @Nested
    class State {
        @Test
        void continuesWithTheSameMatchesWhenRestored() throws IOException {
            for (Skip skip : Skip.values()) {
                EventPattern pattern =
                        EventPattern.parse("a -> b -> c within 9 skip " + skip.text(), LETTERS);
                EventMatcher saved = pattern.matcher();
                SplittableRandom random = new SplittableRandom(5);
                for (int t = 0; t < 500; t++) {
                    saved.next(random.nextInt(16), t);
                }
                EventMatcher restored = pattern.matcher();
                restored.next(1, 7_000);
                restored.readFrom(in(bytes(saved)));

                assertThat(bytes(restored)).isEqualTo(bytes(saved));
                for (int t = 500; t < 1000; t++) {
                    long symbols = random.nextInt(16);
                    assertThat(restored.next(symbols, t)).isEqualTo(saved.next(symbols, t));
                }
                assertThat(bytes(restored)).isEqualTo(bytes(saved));
            }
        }

        @Test
        void isRefusedWhenSavedWithAnotherPattern() throws IOException {
            byte[] saved = bytes(EventPattern.parse("a -> b").matcher());
            EventMatcher other = EventPattern.parse("a -> b within 3").matcher();
            assertThatThrownBy(() -> other.readFrom(in(saved)))
                    .hasMessageContaining("saved with pattern 'a -> b'")
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            r -> assertThat(r.code()).isEqualTo(Refusal.Code.CORRUPT));
            EventMatcher renumbered = EventPattern.parse("a -> b", LETTERS).matcher();
            assertThatThrownBy(() -> renumbered.readFrom(in(saved)))
                    .hasMessageContaining("symbols 'a b'");
        }

        private byte[] bytes(EventMatcher matcher) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            matcher.writeTo(new DataOutputStream(bytes));
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
            EventMatcher matcher = EventPattern.parse("a -> b -> c within 9").matcher();
            run(matcher, 0);
            long before = threads.getCurrentThreadAllocatedBytes();
            run(matcher, 100_000);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated).isLessThan(1024);
        }

        private void run(EventMatcher matcher, long from) {
            for (long t = from; t < from + 100_000; t++) {
                matcher.next(((t * 2654435761L) >>> 13) & 7, t);
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void aTimeThatGoesBackAndKeepsItsState() {
            EventMatcher matcher = EventPattern.parse("a -> b").matcher();
            matcher.nextSymbol(0, 10);
            assertThatThrownBy(() -> matcher.nextSymbol(1, 9))
                    .hasMessageContaining("event 1")
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            r -> assertThat(r.code()).isEqualTo(Refusal.Code.TIME_BACKWARD));
            assertThat(matcher.samples()).isEqualTo(1);
            assertThat(matcher.nextSymbol(1, 10)).isTrue();
        }
    }
}
