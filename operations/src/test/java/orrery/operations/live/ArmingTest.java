package orrery.operations.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.journal.Storage;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Progress;
import orrery.operations.replay.Replay;
import orrery.operations.run.RulesFile;
import orrery.timeline.Refusal;

class ArmingTest {
    private static final Configuration CONFIGURATION = Runs.configuration(Runs.PLAIN);

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void replay() {
        new Replay(CONFIGURATION, Runs.rules(), "list", () -> new ListSource(Runs.demand(60, 1)), 1)
                .run(Storage.folder(folder), Progress.silent());
    }

    @Test
    void isAllowedAfterAReplayWithTheSameConfigurationAndRules() {
        Arming.require(CONFIGURATION, Runs.rules(), folder);
    }

    @Test
    void isAllowedWhereOnlyTheSourceDiffers() {
        Arming.require(
                Runs.configuration(Runs.PLAIN, "input.kind=stdin", "input.seed=9"),
                Runs.rules(),
                folder);
    }

    @Nested
    class IsRefused {
        private void notPermitted(Configuration configuration, RulesFile rules, Path replayed) {
            Refusal refusal =
                    catchThrowableOfType(
                            Refusal.class, () -> Arming.require(configuration, rules, replayed));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_PERMITTED);
        }

        @Test
        void withoutAReplay() {
            notPermitted(CONFIGURATION, Runs.rules(), folder.resolve("nowhere"));
        }

        @Test
        void forAnotherConfiguration() {
            notPermitted(Runs.configuration(Runs.PLAIN, "capacity.max=41"), Runs.rules(), folder);
        }

        @Test
        void forOtherRules() {
            notPermitted(CONFIGURATION, RulesFile.of(Runs.RULES + "\n"), folder);
        }

        @Test
        void forAReplayThatWasTamperedWith() {
            Path log = folder.resolve("decisions.jsonl");
            Runs.write(log, Runs.read(log).replaceFirst("\"proposed\":1", "\"proposed\":2"));
            notPermitted(CONFIGURATION, Runs.rules(), folder);
        }

        @Test
        void forAReplayThatBrokeARule() {
            Path broken = folder.resolve("broken");
            RulesFile rules = RulesFile.of("calm: G (demand <= 15)\n");
            new Replay(CONFIGURATION, rules, "x", () -> new ListSource(Runs.demand(60, 1)), 1)
                    .run(Storage.folder(broken), Progress.silent());
            notPermitted(CONFIGURATION, rules, broken);
        }

        @Test
        void forARunInShadow() {
            Path shadow = folder.resolve("shadow");
            new LiveRun(CONFIGURATION, Runs.rules(), shadow, false)
                    .run(new ListSource(Runs.demand(60, 1)), _ -> {});
            notPermitted(CONFIGURATION, Runs.rules(), shadow);
        }
    }
}
