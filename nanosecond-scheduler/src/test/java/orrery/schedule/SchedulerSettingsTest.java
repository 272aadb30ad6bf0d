package orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class SchedulerSettingsTest {
    private final SchedulerSettings settings = SchedulerSettings.defaults();

    @Test
    void acceptTheirLimits() {
        assertThat(settings.withCapacity(1).withDrainPerStep(1).capacity()).isEqualTo(1);
        assertThat(settings.withCapacity(1 << 20).capacity()).isEqualTo(1 << 20);
        assertThat(settings.withSubmissions(1 << 16).submissions()).isEqualTo(1 << 16);
        assertThat(settings.withSubmissions(2).submissions()).isEqualTo(2);
    }

    @Test
    void refuseWhatIsOutsideThem() {
        int over = (1 << 20) + 1;
        assertRefused(() -> settings.withCapacity(0), "capacity is 0");
        assertRefused(() -> settings.withCapacity(over), "capacity is " + over);
        assertRefused(() -> settings.withDrainPerStep(0), "drainPerStep is 0");
        assertRefused(() -> settings.withReleasesPerStep(-1), "releasesPerStep is -1");
        assertRefused(() -> settings.withJobsPerStep(0), "jobsPerStep is 0");
        assertRefused(() -> settings.withSubmissions(1), "submissions is 1");
        assertRefused(() -> settings.withSubmissions(3), "submissions is 3");
        assertRefused(() -> settings.withSubmissions(1 << 17), "submissions is 131072");
        assertRefused(() -> settings.withSubmissions(Integer.MIN_VALUE), "submissions is -2147");
    }

    private static void assertRefused(Runnable action, String found) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.code()).isEqualTo(Refusal.Code.OUT_OF_RANGE))
                .hasMessageContaining(found);
    }
}
