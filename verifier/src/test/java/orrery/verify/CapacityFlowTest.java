package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.verify.DecisionLine.Outcome;
import orrery.verify.Manifest.Mode;

class CapacityFlowTest {
    private static DecisionLine line(Outcome outcome, long chosen, long current, long... pending) {
        DecisionLine line = new DecisionLine();
        line.outcome = outcome;
        line.chosen = chosen;
        line.current = current;
        line.pending = Arrays.copyOf(pending, Math.max(8, pending.length));
        line.pendingCount = pending.length;
        return line;
    }

    /// Whether these records follow one another, from a capacity of 5 on.
    private static boolean follow(Mode mode, DecisionLine... lines) {
        CapacityFlow flow = new CapacityFlow(new Manifest(mode, "", "", 1, 1, 5, Map.of(), 0));
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

    private static DecisionLine shadow(long chosen, long current, long... pending) {
        return line(Outcome.SHADOW, chosen, current, pending);
    }

    @Nested
    class InAReplay {
        @Test
        void aCommandIsInForceAtTheNextRecord() {
            assertThat(follow(Mode.REPLAY, acted(7, 5), shadow(8, 7), acted(8, 8))).isTrue();
            assertThat(follow(Mode.REPLAY, acted(7, 5), acted(7, 5))).isFalse();
            assertThat(follow(Mode.REPLAY, acted(7, 5), acted(7, 5, 7))).isFalse();
        }

        @Test
        void aDroppedCommandIsNot() {
            assertThat(follow(Mode.REPLAY, dropped(7, 5), acted(7, 5))).isTrue();
            assertThat(follow(Mode.REPLAY, dropped(7, 5), acted(7, 7))).isFalse();
        }

        @Test
        void theFirstRecordHasTheInitialCapacity() {
            assertThat(follow(Mode.REPLAY, acted(7, 6))).isFalse();
            assertThat(follow(Mode.ARMED, acted(7, 5, 6))).isFalse();
        }
    }

    @Nested
    class InALiveRun {
        @Test
        void commandsQueueUpUntilTheyAreAcknowledged() {
            DecisionLine first = acted(6, 5);
            DecisionLine second = acted(7, 5, 6);
            assertThat(follow(Mode.ARMED, first, second, acted(9, 5, 6, 7))).isTrue();
            assertThat(follow(Mode.ARMED, first, second, acted(9, 6, 7))).isTrue();
            assertThat(follow(Mode.ARMED, first, second, acted(9, 7))).isTrue();
        }

        @Test
        void nothingElseCanFollow() {
            DecisionLine first = acted(6, 5);
            DecisionLine second = acted(7, 5, 6);
            assertThat(follow(Mode.ARMED, first, second, acted(9, 5))).isFalse();
            assertThat(follow(Mode.ARMED, first, second, acted(9, 5, 7))).isFalse();
            assertThat(follow(Mode.ARMED, first, second, acted(9, 7, 6))).isFalse();
            assertThat(follow(Mode.ARMED, first, second, acted(9, 6))).isFalse();
            assertThat(follow(Mode.ARMED, first, second, acted(9, 5, 6, 7, 8))).isFalse();
            assertThat(follow(Mode.ARMED, dropped(6, 5), acted(9, 5, 6))).isFalse();
        }

        @Test
        void aShadowCommandMayGoToAModelOrToNothing() {
            assertThat(follow(Mode.SHADOW, shadow(6, 5), shadow(7, 5))).isTrue();
            assertThat(follow(Mode.SHADOW, shadow(6, 5), shadow(7, 6))).isTrue();
            assertThat(follow(Mode.SHADOW, shadow(6, 5), shadow(7, 5, 6))).isTrue();
            assertThat(follow(Mode.SHADOW, shadow(6, 5), shadow(7, 7))).isFalse();
        }

        @Test
        void theQueueMayBeLong() {
            DecisionLine[] lines = new DecisionLine[40];
            long[] pending = new long[40];
            for (int n = 0; n < lines.length; n++) {
                lines[n] = acted(n, 5, Arrays.copyOf(pending, n));
                pending[n] = n;
            }
            assertThat(follow(Mode.ARMED, lines)).isTrue();
        }
    }
}
