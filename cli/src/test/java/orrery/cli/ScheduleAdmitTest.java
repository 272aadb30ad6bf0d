package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.cli.CommandLineFixture.assertRefused;
import static orrery.cli.CommandLineFixture.fields;
import static orrery.cli.CommandLineFixture.orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class ScheduleAdmitTest {
    private static final String TWO =
            "{\"id\":\"x\",\"tasks\":[{\"C\":3,\"T\":8,\"D\":4},{\"C\":3,\"T\":12,\"name\":\"b\"}]}";

    @TempDir private Path folder;

    private Ended admit(String text, String policy, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("tasks.json"), text);
        String[] arguments = new String[5 + more.length];
        System.arraycopy(
                new String[] {"schedule", "admit", file.toString(), "--policy", policy},
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return orrery(arguments);
    }

    @Test
    void admitsWhatMeetsItsDeadlines() throws IOException {
        Ended ended = admit(TWO, "edf", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.out().strip())
                .isEqualTo("{\"admitted\":true,\"test\":\"demand (QPA)\",\"slackNs\":1}");
        Ended fixed = admit(TWO, "dm", "--json");
        assertThat(fields(fixed.out()))
                .containsExactly("admitted", "test", "slackNs", "responseTimesNs");
        assertThat(fixed.out()).contains("\"responseTimesNs\":[3,6]");
        assertThat(admit(TWO, "dm").out()).contains("response of b").contains("yes");
    }

    @Test
    void refusesWithJobsThatMiss() throws IOException {
        Ended ended = admit(TWO, "np-edf", "--json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(fields(ended.out()))
                .containsExactly("admitted", "test", "slackNs", "violationNs", "witness");
        assertThat(ended.out()).contains("\"violationNs\":4").contains("\"readyNs\":-1");
        assertThat(admit(TWO, "np-edf").out()).contains("at 4 ns").contains("2 jobs");
    }

    @Test
    void saysWhatItCannotSettle() throws IOException {
        String offsets =
                "{\"tasks\":[{\"C\":1,\"T\":2,\"D\":1},{\"C\":1,\"T\":2,\"D\":1,\"O\":1}]}";
        Ended ended = admit(offsets, "edf", "--json");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains("\"admitted\":null");
    }

    @Test
    void assignsTasksToProcessors() throws IOException {
        String three = "{\"tasks\":[{\"C\":2,\"T\":3},{\"C\":2,\"T\":3},{\"C\":2,\"T\":3}]}";
        Ended ended = admit(three, "edf", "--cpus", "3", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("\"processors\":[0,1,2]");
        assertThat(admit(three, "edf", "--cpus", "2").code()).isEqualTo(1);
        assertThat(admit(three, "edf", "--cpus", "3").out()).contains("processors used");
        assertRefused(admit(three, "edf", "--cpus", "0"), "OUT_OF_RANGE");
    }

    @Test
    void refusesWhatIsNoSetOfTasks() throws IOException {
        assertRefused(admit(TWO, "sjf"), "UNKNOWN_KEY");
        assertRefused(admit("{\"tasks\":[]}", "edf"), "EMPTY");
        assertRefused(admit("{}", "edf"), "MISSING");
        assertRefused(admit("[]", "edf"), "WRONG_TYPE");
        assertRefused(admit("{\"tasks\":[{\"C\":1}]}", "edf"), "MISSING");
        assertRefused(admit("{\"tasks\":[{\"C\":1,\"T\":0}]}", "edf"), "OUT_OF_RANGE");
        assertRefused(admit("{\"tasks\":[{\"C\":1,\"T\":-4}]}", "edf"), "OUT_OF_RANGE");
        assertRefused(admit("{\"tasks\":[{\"C\":1,\"T\":1e3}]}", "edf"), "WRONG_TYPE");
        assertRefused(
                admit("{\"tasks\":[{\"C\":1,\"T\":99999999999999999999}]}", "edf"), "OUT_OF_RANGE");
        assertRefused(admit("{\"tasks\":[{\"C\":1,\"P\":3}]}", "edf"), "UNKNOWN_KEY");
        Ended broken = admit("{\"tasks\":[\n{\"C\":1,,}]}", "edf");
        assertRefused(broken, "SYNTAX");
        assertThat(broken.err()).contains("tasks.json:2:");
        assertRefused(orrery("schedule", "admit", "none.json", "--policy", "edf"), "MISSING");
    }
}
