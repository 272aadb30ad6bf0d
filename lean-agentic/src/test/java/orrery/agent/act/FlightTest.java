package orrery.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FlightTest {
    private final Flight flight = new Flight(10, 3);

    @Nested
    class WithoutCommands {
        @Test
        void knowsWhatIsInForceExactly() {
            assertThat(flight.current()).isEqualTo(10);
            assertThat(flight.lowest()).isEqualTo(10);
            assertThat(flight.highest()).isEqualTo(10);
            assertThat(flight.waiting()).isZero();
        }
    }

    @Nested
    class UnderWay {
        @Test
        void leavesEveryCommandedCapacityPossible() {
            flight.begin(0, 14);
            flight.begin(1, 7);
            assertThat(flight.lowest()).isEqualTo(7);
            assertThat(flight.highest()).isEqualTo(14);
            assertThat(flight.current()).isEqualTo(10);
            assertThat(flight.capacity(0)).isEqualTo(14);
            assertThat(flight.capacity(1)).isEqualTo(7);
        }

        @Test
        void takesNoMoreThanItHasRoomFor() {
            assertThat(flight.begin(0, 11)).isTrue();
            assertThat(flight.begin(1, 12)).isTrue();
            assertThat(flight.isFull()).isFalse();
            assertThat(flight.begin(2, 13)).isTrue();
            assertThat(flight.isFull()).isTrue();
            assertThat(flight.begin(3, 40)).isFalse();
            assertThat(flight.waiting()).isEqualTo(3);
            assertThat(flight.highest()).isEqualTo(13);
        }
    }

    @Nested
    class Acknowledged {
        @Test
        void isInForce() {
            flight.begin(5, 14);
            flight.acknowledged(5, 14);
            assertThat(flight.current()).isEqualTo(14);
            assertThat(flight.waiting()).isZero();
            assertThat(flight.lowest()).isEqualTo(14);
        }

        @Test
        void believesTheActuatorAboutTheCapacity() {
            flight.begin(5, 14);
            flight.acknowledged(5, 13);
            assertThat(flight.current()).isEqualTo(13);
        }

        @Test
        void endsTheCommandsBeforeItAndNoneAfterIt() {
            flight.begin(0, 11);
            flight.begin(1, 12);
            flight.begin(2, 13);
            flight.acknowledged(1, 12);
            assertThat(flight.current()).isEqualTo(12);
            assertThat(flight.waiting()).isEqualTo(1);
            assertThat(flight.capacity(0)).isEqualTo(13);
        }

        @Test
        void outOfOrderChangesNothing() {
            flight.begin(0, 11);
            flight.begin(1, 12);
            flight.acknowledged(1, 12);
            flight.acknowledged(0, 11);
            assertThat(flight.current()).isEqualTo(12);
        }

        @Test
        void twiceChangesNothing() {
            flight.begin(0, 11);
            flight.acknowledged(0, 11);
            flight.begin(1, 12);
            flight.acknowledged(0, 11);
            assertThat(flight.waiting()).isEqualTo(1);
            assertThat(flight.current()).isEqualTo(11);
        }
    }

    @Nested
    class Failed {
        @Test
        void isForgottenWithoutEffect() {
            flight.begin(0, 30);
            flight.begin(1, 12);
            flight.failed(0);
            assertThat(flight.current()).isEqualTo(10);
            assertThat(flight.highest()).isEqualTo(12);
            assertThat(flight.waiting()).isEqualTo(1);
        }

        @Test
        void unknownChangesNothing() {
            flight.begin(0, 30);
            flight.failed(7);
            assertThat(flight.waiting()).isEqualTo(1);
        }
    }

    @Nested
    class Saved {
        @Test
        void goesOnWhereItWas() throws IOException {
            flight.begin(3, 11);
            flight.begin(4, 19);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            flight.writeTo(new DataOutputStream(bytes));
            Flight other = new Flight(1, 3);
            other.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(other.current()).isEqualTo(10);
            assertThat(other.waiting()).isEqualTo(2);
            assertThat(other.highest()).isEqualTo(19);
            other.acknowledged(3, 11);
            assertThat(other.current()).isEqualTo(11);
            assertThat(other.capacity(0)).isEqualTo(19);
        }
    }
}
