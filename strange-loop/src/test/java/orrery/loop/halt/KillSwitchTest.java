package orrery.loop.halt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KillSwitchTest {
    @Test
    void isNotSetAtFirst() {
        KillSwitch halt = new KillSwitch();
        assertThat(halt.killed()).isFalse();
        assertThat(halt.reason()).isEmpty();
    }

    @Test
    void staysSetAndKeepsTheFirstReason() {
        KillSwitch halt = new KillSwitch();
        assertThat(halt.kill("operator")).isTrue();
        assertThat(halt.kill("watchdog")).isFalse();
        assertThat(halt.killed()).isTrue();
        assertThat(halt.reason()).contains("operator");
    }
}
