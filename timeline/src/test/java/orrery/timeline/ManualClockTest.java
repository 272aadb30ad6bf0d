package orrery.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ManualClockTest {
    @Test
    void standsStillUntilItIsMoved() {
        ManualClock clock = ManualClock.startingAt(7);
        assertThat(clock.nanoTime()).isEqualTo(7);
        clock.advance(5);
        assertThat(clock.nanoTime()).isEqualTo(12);
        assertThat(clock.epochNs()).isEqualTo(12);
    }

    @Test
    void refusesToAdvanceBackwards() {
        assertThatThrownBy(() -> ManualClock.startingAt(0).advance(-1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("-1 ns")
                .hasMessageContaining("use 0 or more");
    }

    @Test
    void canBeSetBackToTestTheHarm() {
        ManualClock clock = ManualClock.startingAt(7);
        clock.set(3);
        assertThat(clock.nanoTime()).isEqualTo(3);
    }
}
