package orrery.operations.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.agent.Canary;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.verify.Verification;
import orrery.verify.Verifier;

class CanaryRunTest {
    private static final int DECISIONS = 120;
    private static final int FIRST = 80;

    @TempDir private Path folder = Path.of("");

    private static void run(Path out, boolean armed, int samples) {
        new LiveRun(
                        Runs.configuration(
                                Runs.SMALL,
                                "rollout.canary_share=0.25",
                                "rollout.canary_decisions=" + FIRST,
                                "rollout.abort_regret_ratio=1000",
                                "input.period=60s"),
                        Runs.rules(),
                        out,
                        armed)
                .run(new ListSource(Runs.demand(samples, 4)), _ -> {});
    }

    @Nested
    class AnArmedRun {
        @Test
        void beginsWithTheLearnersInTheirShareAndVerifies() {
            run(folder, true, DECISIONS);
            List<String> records = Runs.records(folder);
            assertThat(records).hasSize(DECISIONS);
            Canary canary = new Canary(0.25, FIRST);
            int learned = 0;
            for (int i = 0; i < DECISIONS; i++) {
                boolean learners = canary.learnersPropose(i);
                learned += i < FIRST && learners ? 1 : 0;
                assertThat(records.get(i))
                        .as("decision %d", i)
                        .contains(
                                learners
                                        ? "\"reason\":\"learned\""
                                        : "\"reason\":\"fallback-off\"");
            }
            assertThat(learned).isBetween(8, 34);
            assertThat(Verifier.verify(folder).verdict()).isEqualTo(Verification.Verdict.HOLDS);
        }

        @Test
        void goesOnWithTheSameChoiceAfterARestart() {
            Path whole = folder.resolve("whole");
            Path parts = folder.resolve("parts");
            run(whole, true, DECISIONS);
            run(parts, true, 37);
            run(parts, true, DECISIONS);
            assertThat(Runs.records(parts)).isEqualTo(Runs.records(whole));
            assertThat(Verifier.verify(parts).verdict()).isEqualTo(Verification.Verdict.HOLDS);
        }
    }

    @Nested
    class AShadowRun {
        @Test
        void showsWhatTheLearnersWouldDoFromTheFirstDecision() {
            run(folder, false, FIRST);
            assertThat(Runs.records(folder)).allMatch(r -> r.contains("\"reason\":\"learned\""));
        }
    }
}
