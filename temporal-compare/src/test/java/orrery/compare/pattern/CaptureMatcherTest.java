package orrery.compare.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.testkit.Allocation;
import orrery.timeline.Refusal;

class CaptureMatcherTest {
    record Match(long start, long end) {}

    /// Matches in a text whose letters are the symbols, one a sample and a nanosecond.
    private static List<Match> matches(String pattern, String events) {
        return matches(pattern, events, new double[events.length()]);
    }

    private static List<Match> matches(String pattern, String events, double[] values) {
        CapturePattern parsed = CapturePattern.parse(pattern);
        CaptureMatcher matcher = parsed.matcher();
        List<Match> found = new ArrayList<>();
        for (int i = 0; i < events.length(); i++) {
            int symbol = parsed.symbol(events.substring(i, i + 1));
            matcher.next(symbol, values[i], i, m -> found.add(new Match(m.start(), m.end())));
        }
        matcher.end(m -> found.add(new Match(m.start(), m.end())));
        assertThat(matcher.matches()).isEqualTo(found.size());
        assertThat(matcher.evictions()).isZero();
        return found;
    }

    @Nested
    class AMatch {
        @Test
        void isASequenceWithAnythingInBetween() {
            assertThat(matches("a -> b -> c", "axbbxc")).containsExactly(new Match(0, 5));
        }

        @Test
        void mayBeginWithADigit() {
            assertThat(matches("1 -> 2", "132")).containsExactly(new Match(0, 2));
        }

        @Test
        void ofStrictNeighboursHasNothingInBetween() {
            assertThat(matches("a => b", "axbab")).containsExactly(new Match(3, 4));
        }

        @Test
        void mayLackWhatIsOptional() {
            assertThat(matches("a -> b? => c", "acabc"))
                    .containsExactly(new Match(0, 1), new Match(2, 4));
        }

        @Test
        void repeatsAsOftenAsAsked() {
            assertThat(matches("a -> b{2,} -> c skip past-last", "abcabbbc"))
                    .containsExactly(new Match(0, 7));
            assertThat(matches("a{3}", "aaaa")).containsExactly(new Match(0, 2), new Match(1, 3));
            assertThat(matches("a -> b* -> c", "acabbc"))
                    .containsExactly(new Match(0, 1), new Match(2, 5));
        }

        @Test
        void endsWhereSomethingForbiddenComes() {
            assertThat(matches("a -> !b -> c", "abcac")).containsExactly(new Match(3, 4));
        }

        @Test
        void mayWaitForNothingToCome() {
            assertThat(matches("a -> !b within 3", "axxaxb")).containsExactly(new Match(0, 0));
            assertThat(matches("a -> !b within 3", "xxa")).containsExactly(new Match(2, 2));
        }

        @Test
        void isWithinItsBound() {
            assertThat(matches("a -> b within 3", "axbaxxb")).containsExactly(new Match(0, 2));
            assertThat(matches("a -> b within 3 ns", "axbaxxb")).containsExactly(new Match(0, 2));
        }

        @Test
        void ofAllRunsIsReportedUnlessSkipped() {
            assertThat(matches("a -> b", "aab")).containsExactly(new Match(0, 2), new Match(1, 2));
            assertThat(matches("a -> b skip past-last", "aab")).containsExactly(new Match(0, 2));
            assertThat(matches("a -> b -> c skip to-next", "aabcbc"))
                    .containsExactly(new Match(0, 3), new Match(1, 3));
        }

        @Test
        void isThatOfEachStartOnItsOwn() {
            String[] elements = {
                "a", "b", "c", "(a|b)", "a?", "b?", "b+", "c*", "(b|c){2}", "a{1,2}", "!b", "!c"
            };
            SplittableRandom chance = new SplittableRandom(1);
            int compared = 0;
            for (int run = 0; run < 3000; run++) {
                StringBuilder pattern = new StringBuilder();
                int count = 1 + chance.nextInt(4);
                for (int i = 0; i < count; i++) {
                    pattern.append(i == 0 ? "" : chance.nextInt(4) == 0 ? " => " : " -> ");
                    pattern.append(elements[chance.nextInt(elements.length)]);
                }
                if (chance.nextBoolean()) {
                    pattern.append(" within ").append(1 + chance.nextInt(8));
                }
                Skip skip = List.of(Skip.values()).get(chance.nextInt(3));
                pattern.append(" skip ").append(skip.text());
                CapturePattern parsed;
                try {
                    parsed = CapturePattern.parse(pattern.toString());
                } catch (Refusal refused) {
                    continue;
                }
                StringBuilder events = new StringBuilder();
                for (int i = 0; i < 30; i++) {
                    events.append("abcx".charAt(chance.nextInt(4)));
                }
                compared++;
                assertThat(matches(pattern.toString(), events.toString()))
                        .as(pattern + " in " + events + ", seed 1, run " + run)
                        .isEqualTo(PlainRuns.matches(parsed, events.toString()));
            }
            assertThat(compared).isGreaterThan(1000);
        }
    }

    /// Follows one start at a time, and applies the skip to what comes out.
    private static final class PlainRuns {
        record Found(int at, int start, int end) {}

        static List<Match> matches(CapturePattern pattern, String events) {
            List<Found> all = new ArrayList<>();
            for (int start = 0; start < events.length(); start++) {
                follow(pattern, events, start, all);
            }
            all.sort(Comparator.comparingInt(Found::at).thenComparingInt(Found::start));
            List<Match> kept = new ArrayList<>();
            long after = -1;
            for (Found one : all) {
                if (one.start() > after) {
                    kept.add(new Match(one.start(), one.end()));
                    after =
                            switch (pattern.skip()) {
                                case NONE -> -1;
                                case PAST_LAST -> one.end();
                                case TO_NEXT -> one.start();
                            };
                }
            }
            return kept;
        }

        private static void follow(
                CapturePattern pattern, String events, int start, List<Found> to) {
            List<CaptureElement> elements = pattern.elements();
            int last = elements.size() - 1;
            int at = -1;
            int count = 0;
            int end = start;
            for (int i = start; i < events.length(); i++) {
                String symbol = events.substring(i, i + 1);
                if (i - start >= pattern.bound().length()) {
                    waited(elements, at, count, new Found(i, start, end), to);
                    return;
                }
                int next = -1;
                boolean strict = false;
                boolean free = at < 0 || count >= elements.get(at).least();
                for (int j = at + 1; j <= last && free; j++) {
                    CaptureElement element = elements.get(j);
                    boolean serves = element.names().contains(symbol);
                    if (element.negated() && serves && at >= 0) {
                        return;
                    }
                    strict |= element.strict() && !element.negated();
                    if (!element.negated()
                            && serves
                            && (!element.strict() || i == end + 1 || at < 0)) {
                        next = j;
                        break;
                    }
                    free = element.negated() || element.least() == 0;
                }
                if (next < 0
                        && at >= 0
                        && count < elements.get(at).most()
                        && elements.get(at).names().contains(symbol)) {
                    next = at;
                }
                if (next < 0 && (at < 0 || strict)) {
                    return;
                }
                if (next >= 0) {
                    count = next == at ? count + 1 : 1;
                    at = next;
                    end = i;
                    if (at == last && count >= elements.get(at).least()) {
                        to.add(new Found(i, start, end));
                        return;
                    }
                }
            }
            waited(elements, at, count, new Found(events.length(), start, end), to);
        }

        private static void waited(
                List<CaptureElement> elements, int at, int count, Found found, List<Found> to) {
            boolean onlyNegated =
                    elements.subList(at + 1, elements.size()).stream()
                            .allMatch(CaptureElement::negated);
            if (onlyNegated && count >= elements.get(at).least()) {
                to.add(found);
            }
        }
    }

    @Nested
    class Conditions {
        @Test
        void compareTheValueAtHandWithThoseCaptured() {
            double[] values = {10, 11, 12, 30};
            assertThat(matches("a -> b[value > 1.1 * a.value]", "abbb", values))
                    .containsExactly(new Match(0, 2));
            assertThat(
                            matches(
                                    "a[value >= 11] -> a[value - a.first = 18 + (2 - 1)]",
                                    "aaaa",
                                    values))
                    .isEmpty();
            assertThat(matches("a as x -> a[value - x.first = 20]", "aaaa", values))
                    .containsExactly(new Match(0, 3));
        }

        @Test
        void knowTheFiguresOfARepeatedElement() {
            double[] values = {5, 1, 2, 3, 6, 7};
            assertThat(matches("a -> b+ -> c[value = b.sum and b.count = 3]", "abbbcc", values))
                    .containsExactly(new Match(0, 4));
            assertThat(
                            matches(
                                    "a -> b+ -> c[value = 2 * b.value + b.min and value > -b.max]",
                                    "abbbcc",
                                    values))
                    .containsExactly(new Match(0, 5));
        }

        @Test
        void ofWhatWasNotCapturedAreFalse() {
            assertThat(matches("a -> b? -> c[value != b.value]", "ac")).isEmpty();
        }
    }

    @Nested
    class Runs {
        @Test
        void areBoundedAndTheOldestIsDropped() {
            CapturePattern pattern = CapturePattern.parse("a -> b");
            CaptureMatcher matcher = pattern.matcher(3);
            List<Long> starts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                matcher.next(pattern.symbol("a"), 0, i, m -> starts.add(m.start()));
            }
            assertThat(matcher.runs()).isEqualTo(3);
            assertThat(matcher.evictions()).isEqualTo(2);
            matcher.next(pattern.symbol("b"), 0, 5, m -> starts.add(m.start()));
            assertThat(starts).containsExactly(2L, 3L, 4L);
        }

        @Test
        void goOnFromASavedState() throws IOException {
            CapturePattern pattern =
                    CapturePattern.parse("a -> b+ -> c[value > b.sum] within 20 skip to-next");
            SplittableRandom chance = new SplittableRandom(2);
            CaptureMatcher first = pattern.matcher();
            CaptureMatcher second = pattern.matcher();
            List<String> fromFirst = new ArrayList<>();
            List<String> fromSecond = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                if (i == 1000) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    first.writeTo(new DataOutputStream(bytes));
                    second.readFrom(
                            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                    fromFirst.clear();
                }
                int symbol = chance.nextInt(3);
                double value = chance.nextDouble();
                first.next(symbol, value, i, m -> fromFirst.add(text(m)));
                if (i >= 1000) {
                    second.next(symbol, value, i, m -> fromSecond.add(text(m)));
                }
            }
            assertThat(fromSecond).isNotEmpty().isEqualTo(fromFirst);
            assertThat(second.events()).isEqualTo(2000);
        }

        private static String text(CapturedMatch m) {
            return m.start()
                    + " "
                    + m.end()
                    + " "
                    + m.startNs()
                    + " "
                    + m.endNs()
                    + " "
                    + m.count("b")
                    + " "
                    + m.sum("b")
                    + " "
                    + m.first("a")
                    + " "
                    + m.last("c");
        }

        @Test
        void costNoAllocation() {
            CapturePattern pattern =
                    CapturePattern.parse("a -> b[value > a.value] -> c within 50 skip past-last");
            CaptureMatcher matcher = pattern.matcher();
            CaptureListener listener = match -> {};
            long[] time = {0};
            Runnable run =
                    () -> {
                        for (int i = 0; i < 100_000; i++) {
                            matcher.next(i * 7 % 5 - 1, i % 3, time[0]++, listener);
                        }
                    };
            run.run();
            assertThat(Allocation.bytes(run)).isLessThan(2_000);
            assertThat(matcher.matches()).isPositive();
        }
    }

    @Nested
    class Refuses {
        private static void refused(Refusal.Code code, String pattern) {
            assertThatThrownBy(() -> CapturePattern.parse(pattern))
                    .as(pattern)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
        }

        @Test
        void whatIsNoPattern() {
            refused(Refusal.Code.EMPTY, " ");
            refused(Refusal.Code.TOO_LONG, "a".repeat(5000));
            for (String pattern :
                    List.of(
                            "-> a",
                            "a ->",
                            "a -> (b|c",
                            "a{",
                            "a{x}",
                            "a{1",
                            "a[",
                            "a[value]",
                            "a[value >]",
                            "a[value > 1",
                            "a -> b?",
                            "a*",
                            "!a -> b",
                            "a -> !b",
                            "a -> !b => c",
                            "a => !b within 3",
                            "a b",
                            "a within",
                            "a skip here",
                            "a[(value > 1]",
                            "a[foo.bar > 1]",
                            "a within 5 skip none x")) {
                refused(Refusal.Code.SYNTAX, pattern);
            }
            refused(Refusal.Code.UNKNOWN_SIGNAL, "a[z.value > 1]");
            refused(Refusal.Code.OUT_OF_RANGE, "a{3,2}");
            refused(Refusal.Code.OUT_OF_RANGE, "a{0}");
            refused(Refusal.Code.LIMIT, "a" + " -> a".repeat(CapturePattern.ELEMENTS_MAX));
            refused(Refusal.Code.LIMIT, "a[" + "(".repeat(20) + "1" + ")".repeat(20) + " > 0]");
        }

        @Test
        void timeThatGoesBackAndRunsOutOfRange() {
            CapturePattern pattern = CapturePattern.parse("a -> b");
            CaptureMatcher matcher = pattern.matcher();
            matcher.next(0, 0, 5, m -> {});
            assertThatThrownBy(() -> matcher.next(0, 0, 4, m -> {}))
                    .hasMessageContaining("TIME_BACKWARD");
            assertThatThrownBy(() -> pattern.matcher(0)).hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> pattern.element("z")).hasMessageContaining("UNKNOWN_SIGNAL");
        }

        @Test
        void theStateOfAnotherPattern() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CapturePattern.parse("a -> b").matcher().writeTo(new DataOutputStream(bytes));
            CaptureMatcher other = CapturePattern.parse("a -> c").matcher();
            assertThatThrownBy(() ->
                            other.readFrom(
                                    new DataInputStream(
                                            new ByteArrayInputStream(bytes.toByteArray()))))
                    .hasMessageContaining("CORRUPT");
        }
    }
}
