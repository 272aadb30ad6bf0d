package orrery.schedule.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class ExecutionTimesTest {
    @Test
    void keepsTheLatestInTheOrderTheyCame() {
        ExecutionTimes times = ExecutionTimes.holding(3, 1);
        for (long ns = 1; ns <= 5; ns++) {
            times.record(0, ns, false);
        }
        assertThat(times.of(0)).containsExactly(3, 4, 5);
    }

    @Test
    void keepsModesAndCollectionsApart() {
        ExecutionTimes times = ExecutionTimes.holding(3, 2);
        times.record(0, 10, false);
        times.record(1, 20, false);
        times.record(1, 5_000, true);
        times.record(1, -1, false);
        assertThat(times.of(0)).containsExactly(10);
        assertThat(times.of(1)).containsExactly(20, 0);
        assertThat(times.collectedOf(1)).containsExactly(5_000);
        assertThat(times.collectedOf(0)).isEmpty();
    }

    @Test
    void refusesARingWithoutRoomAndOneWithTooMuch() {
        assertThatThrownBy(() -> ExecutionTimes.holding(0, 1)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ExecutionTimes.holding(1, 0)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ExecutionTimes.holding(1 << 20, 1 << 20))
                .isInstanceOf(Refusal.class);
    }
}
