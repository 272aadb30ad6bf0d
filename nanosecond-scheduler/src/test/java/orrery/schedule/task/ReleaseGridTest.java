package orrery.schedule.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class ReleaseGridTest {
    @Test
    void hasItsDeadlineAtTheNextReleaseIfImplicit() {
        ReleaseGrid grid = ReleaseGrid.implicitDeadline(5, 10);
        assertThat(grid.firstDeadlineNs()).isEqualTo(15);
    }

    @Test
    void refusesPeriodsAndDeadlinesOutOfRange() {
        long over = ReleaseGrid.SPAN_MAX_NS + 1;
        assertThat(new ReleaseGrid(0, 1, 0).periodNs()).isEqualTo(1);
        assertRefused(() -> new ReleaseGrid(0, 0, 0), "period is 0");
        assertRefused(() -> new ReleaseGrid(0, over, 0), "period is " + over);
        assertRefused(() -> new ReleaseGrid(0, 1, -1), "relative deadline is -1");
        assertRefused(() -> new ReleaseGrid(0, 1, over), "relative deadline is " + over);
    }

    private static void assertRefused(Runnable action, String found) {
        assertThatThrownBy(action::run)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("OUT_OF_RANGE")
                .hasMessageContaining(found);
    }
}
