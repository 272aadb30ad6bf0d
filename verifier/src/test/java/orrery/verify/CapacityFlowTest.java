package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.verify.CapacityFlow.Pace;
import orrery.verify.DecisionLine.Outcome;

class CapacityFlowTest {
    private static DecisionLine line(Outcome outcome, long chosen, long current, long... pending) {
        DecisionLine line = new DecisionLine();
        line.outcome = outcome;
        line.chosen = chosen;
        line.current = current;
        line.pending = pending;
        return line;
    }

    /// Whether these records follow one another, from a capacity of 5 on.
    private static boolean follow(Pace pace, DecisionLine... lines) {
        CapacityFlow flow = new CapacityFlow(5, pace);
        Findings findings = new Findings();
        for (int n = 0; n < lines.length; n++) {
            flow.check(lines[n], n, findings);
        }
        return findings.count() == 0;
    }

    private static DecisionLine acted(long chosen, long current, long... pending) {
        return line(Outcome.ACTED, chosen, current, pending);
    }

    private static DecisionLine dropped(long chosen, long current, long... pending) {
        return line(Outcome.DROPPED, chosen, current, pending);
    }

    @Nested
    class InAReplay {
        @Test
        void aCommandIsInForceAtTheNextRecord() {
            assertThat(follow(Pace.AT_ONCE, acted(7, 5), acted(8, 7), acted(8, 8))).isTrue();
            assertThat(follow(Pace.AT_ONCE, acted(7, 5), acted(7, 5))).isFalse();
            assertThat(follow(Pace.AT_ONCE, acted(7, 5), acted(7, 5, 7))).isFalse();
        }

        @Test
        void aDroppedCommandIsNot() {
            assertThat(follow(Pace.AT_ONCE, dropped(7, 5), acted(7, 5))).isTrue();
            assertThat(follow(Pace.AT_ONCE, dropped(7, 5), acted(7, 7))).isFalse();
        }

        @Test
        void theFirstRecordHasTheInitialCapacity() {
            for (Pace pace : Pace.values()) {
                assertThat(follow(pace, acted(7, 6))).isFalse();
                assertThat(follow(pace, acted(7, 5, 6))).isFalse();
            }
        }
    }

    @Nested
    class InALiveRunWithoutAWebhook {
        @Test
        void aCommandIsInForceAtTheNextRecordOrWaitsAfterARestart() {
            assertThat(follow(Pace.RESTARTED, acted(7, 5), acted(8, 7))).isTrue();
            assertThat(follow(Pace.RESTARTED, acted(7, 5), dropped(8, 5, 7), acted(9, 5, 7)))
                    .isTrue();
            assertThat(follow(Pace.RESTARTED, acted(7, 5), acted(8, 5, 7), acted(9, 8))).isTrue();
        }

        @Test
        void nothingElseCanFollow() {
            assertThat(follow(Pace.RESTARTED, acted(7, 5), acted(8, 5))).isFalse();
            assertThat(follow(Pace.RESTARTED, acted(7, 5), acted(8, 5, 7), acted(9, 7))).isFalse();
            assertThat(follow(Pace.RESTARTED, acted(7, 5), acted(8, 5, 7), acted(9, 7, 8)))
                    .isFalse();
            assertThat(follow(Pace.RESTARTED, dropped(7, 5), acted(8, 7))).isFalse();
        }
    }

    @Nested
    class WithAWebhook {
        private static final DecisionLine FIRST = acted(6, 5);
        private static final DecisionLine SECOND = acted(7, 5, 6);

        @Test
        void commandsQueueUpUntilTheyAreAnswered() {
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 5, 6, 7))).isTrue();
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 6, 7))).isTrue();
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 7))).isTrue();
        }

        @Test
        void anyCommandMayFail() {
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 5, 7))).isTrue();
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 5, 6))).isTrue();
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 5))).isTrue();
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 6))).isTrue();
        }

        @Test
        void nothingElseCanFollow() {
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 7, 6))).isFalse();
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 7, 7))).isFalse();
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 5, 7, 6))).isFalse();
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 5, 6, 7, 8))).isFalse();
            assertThat(follow(Pace.ANSWERED, FIRST, SECOND, acted(9, 8))).isFalse();
            assertThat(follow(Pace.ANSWERED, dropped(6, 5), acted(9, 5, 6))).isFalse();
            assertThat(follow(Pace.ANSWERED, acted(5, 5), acted(9, 5, 5))).isFalse();
        }

        @Test
        void theQueueMayBeLong() {
            DecisionLine[] lines = new DecisionLine[40];
            long[] pending = new long[40];
            for (int n = 0; n < lines.length; n++) {
                lines[n] = acted(n + 10L, 5, Arrays.copyOf(pending, n));
                pending[n] = n + 10L;
            }
            assertThat(follow(Pace.ANSWERED, lines)).isTrue();
        }

        /// Plays the queue as `Flight` keeps it, against every news that can come.
        @Test
        void whatAFlightDoesAlwaysFollows() {
            for (long seed = 0; seed < 200; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                List<Long> queue = new ArrayList<>();
                long current = 5;
                DecisionLine[] lines = new DecisionLine[50];
                for (int n = 0; n < lines.length; n++) {
                    for (int news = random.nextInt(3); news > 0 && !queue.isEmpty(); news--) {
                        int about = random.nextInt(queue.size());
                        if (random.nextBoolean()) {
                            current = queue.get(about);
                            queue.subList(0, about + 1).clear();
                        } else {
                            queue.remove(about);
                        }
                    }
                    long[] pending = queue.stream().mapToLong(Long::longValue).toArray();
                    long chosen = 1 + random.nextLong(4);
                    lines[n] = acted(chosen, current, pending);
                    if (chosen != current || pending.length > 0) {
                        queue.add(chosen);
                    }
                }
                assertThat(follow(Pace.ANSWERED, lines)).as("seed %s", seed).isTrue();
            }
        }
    }
}
