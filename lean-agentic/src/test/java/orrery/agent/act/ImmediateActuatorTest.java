package orrery.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImmediateActuatorTest {
    @Test
    void acknowledgesEachCommandOnceAndInOrder() {
        ImmediateActuator actuator = new ImmediateActuator();
        Flight flight = new Flight(1, 4);
        for (int decision = 0; decision < 3; decision++) {
            assertThat(actuator.command(decision, 5 + decision)).isTrue();
            flight.begin(decision, 5 + decision);
        }
        actuator.poll(flight);
        assertThat(flight.current()).isEqualTo(7);
        assertThat(flight.waiting()).isZero();
        flight.begin(3, 9);
        actuator.poll(flight);
        assertThat(flight.current()).isEqualTo(7);
        assertThat(flight.waiting()).isEqualTo(1);
    }

    @Test
    void refusesWhatItHasNoRoomFor() {
        ImmediateActuator actuator = new ImmediateActuator();
        for (int decision = 0; decision < 64; decision++) {
            assertThat(actuator.command(decision, 2)).isTrue();
        }
        assertThat(actuator.command(64, 2)).isFalse();
    }
}
