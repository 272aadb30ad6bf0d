package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.cli.CommandLineFixture.fields;
import static orrery.cli.CommandLineFixture.orrery;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class MachineCommandsTest {
    @TempDir private Path folder;

    @Nested
    class Doctor {
        @Test
        void saysWhatTheMachineGives() {
            Ended ended = orrery("doctor");
            assertThat(ended.code()).isIn(0, 1);
            assertThat(ended.out()).contains("JDK");
            assertThat(ended.err()).isEmpty();
            assertThat(fields(orrery("doctor", "--json").out())).isNotEmpty();
        }
    }

    @Nested
    class Bench {
        @Test
        void findsNoBreachOfTheGate() {
            Ended ended = orrery("bench", "gate", "--runs", "200", "--threads", "1");
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).contains("200 runs", "0 breaches");
            assertThat(ended.err()).isEmpty();
        }

        @Test
        void isDeterministicAndPrintsOneJsonObject() {
            String[] arguments = {"bench", "gate", "--runs", "50", "--threads", "1", "--json"};
            Ended ended = orrery(arguments);
            assertThat(fields(ended.out())).contains("runs", "decisions", "actions", "breaches");
            assertThat(orrery(arguments)).isEqualTo(ended);
        }

        @Test
        void findsAPlantedFault() {
            for (orrery.operations.adversary.Mutation fault :
                    orrery.operations.adversary.Mutation.values()) {
                Ended ended =
                        orrery(
                                "bench",
                                "gate",
                                "--runs",
                                "2000",
                                "--threads",
                                "1",
                                "--mutation",
                                fault.toString());
                boolean none = fault == orrery.operations.adversary.Mutation.NONE;
                assertThat(ended.code()).as(fault.toString()).isEqualTo(none ? 0 : 1);
            }
        }

        @Test
        void refusesQualityOfAFileThatIsNotThere() {
            Path none = folder.resolve("none.csv");
            Ended ended = orrery("bench", "quality", none.toString());
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).startsWith("orrery: ").contains("none.csv", "[MISSING]");
        }
    }
}
