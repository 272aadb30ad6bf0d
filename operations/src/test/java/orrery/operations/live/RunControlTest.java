package orrery.operations.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.timeline.Refusal;

class RunControlTest {
    @TempDir private Path folder = Path.of("");

    private void run() {
        new LiveRun(Runs.configuration(Runs.PLAIN), Runs.rules(), folder, false)
                .run(
                        new ListSource(Runs.demand(5, 1)),
                        made -> {
                            if (made.number() == 3) {
                                RunControl.Status status = RunControl.status(folder);
                                assertThat(status.running()).isTrue();
                                assertThat(status.fields())
                                        .containsEntry("state", "running")
                                        .containsEntry("mode", "shadow");
                            }
                        });
    }

    @Test
    void saysHowARunStands() {
        run();
        RunControl.Status status = RunControl.status(folder);
        assertThat(status.running()).isFalse();
        assertThat(status.fields())
                .containsEntry("state", "ended")
                .containsEntry("decisions", "5")
                .containsEntry("breaches", "0")
                .containsEntry("pid", "" + ProcessHandle.current().pid());
    }

    @Test
    void saysThatTheProcessIsGone() {
        Runs.write(
                folder.resolve("status.json"),
                "{\"state\":\"running\",\"pid\":" + Integer.MAX_VALUE + "}");
        RunControl.Status status = RunControl.status(folder);
        assertThat(status.running()).isFalse();
        assertThat(status.fields().get("state")).startsWith("gone");
        assertThat(status.json())
                .isEqualTo(
                        "{\"state\":\"gone: its process does not exist any more\",\"pid\":%d}"
                                .formatted(Integer.MAX_VALUE));
    }

    @Test
    void rollsNothingBackWhereNoChangeIsInForce() {
        run();
        assertThat(RunControl.rollBack(folder)).isFalse();
        assertThat(folder.resolve("ROLLBACK")).doesNotExist();
    }

    @Test
    void asksARunWithAChangeInForceToRollBack() {
        Runs.write(folder.resolve("status.json"), "{\"canRollBack\":true}");
        assertThat(RunControl.rollBack(folder)).isTrue();
        assertThat(folder.resolve("ROLLBACK")).exists();
    }

    @Test
    void refusesAFolderWithoutARun() {
        for (Runnable action :
                List.<Runnable>of(
                        () -> RunControl.status(folder),
                        () -> RunControl.kill(folder),
                        () -> RunControl.rollBack(folder))) {
            assertThat(refusal(action).code()).isEqualTo(Refusal.Code.MISSING);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAStatusThatCannotBeRead() {
        for (String text : List.of("{\"pid\":", "{\"pid\":\"x\"}", "rubbish")) {
            Runs.write(folder.resolve("status.json"), text);
            assertThat(refusal(() -> RunControl.status(folder)).code())
                    .isEqualTo(Refusal.Code.CORRUPT);
        }
    }

    @Test
    void killsEvenWhereTheStatusCannotBeRead() {
        Runs.write(folder.resolve("status.json"), "rubbish");
        assertThat(RunControl.kill(folder)).exists().hasFileName("KILL");
    }

    private static Refusal refusal(Runnable action) {
        return catchThrowableOfType(Refusal.class, action::run);
    }
}
