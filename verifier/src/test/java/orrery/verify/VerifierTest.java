package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.verify.TamperedRuns.RECORDS;
import static orrery.verify.TamperedRuns.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.verify.SampleRun.Decision;
import orrery.verify.Verification.Verdict;

class VerifierTest {
    @TempDir Path folder;

    private Verification verify(SampleRun run) {
        return Verifier.verify(run.write(folder));
    }

    @Nested
    class Accepts {
        @Test
        void validRunsOfEveryMode() {
            for (String mode : new String[] {"replay", "shadow", "armed"}) {
                for (int seed = 0; seed < 3; seed++) {
                    SampleRun run = new SampleRun(mode, 40, seed, false);
                    Verification found = verify(run);
                    assertThat(found.findings()).as("%s seed %d", mode, seed).isEmpty();
                    assertThat(found.verdict()).isEqualTo(Verdict.HOLDS);
                    assertThat(found.records()).isEqualTo(40);
                }
            }
        }

        @Test
        void runsWithTheSolverSwitchedOff() {
            for (String mode : new String[] {"replay", "shadow", "armed"}) {
                Verification found = verify(SampleRun.withoutSolver(mode, 40, 5));
                assertThat(found.findings()).as(mode).isEmpty();
                assertThat(found.verdict()).isEqualTo(Verdict.HOLDS);
                assertThat(found.figures().denied()).isEqualTo(40);
            }
        }

        @Test
        void honestDenialsButNotAsHolding() {
            SampleRun run = new SampleRun("armed", 40, 7, true);
            Verification found = verify(run);
            assertThat(found.findings()).isEmpty();
            assertThat(found.figures().denied()).isPositive();
            assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Nested
    class Goes {
        @Test
        void onAfterABrokenRecordWithoutEvaluatingTheRules() {
            SampleRun run = replay();
            run.write(folder);
            String line = run.decisions.get(7).line();
            run.files.put("decisions.jsonl", run.decisionsText().replace(line, "broken\n"));
            Verification found = Verifier.verify(run.writeFiles(folder));
            assertThat(found.records()).isEqualTo(RECORDS);
            assertThat(found.findings().getFirst().record()).hasValue(7);
            assertThat(found.findings().getFirst().subject()).isEqualTo("decisions.jsonl:8:1");
            assertThat(found.rules())
                    .extracting(Verification.RuleResult::verdict)
                    .contains(Verdict.UNKNOWN);
            assertThat(found.findings()).filteredOn(f -> f.record().isPresent()).hasSize(1);
        }

        @Test
        void noFurtherThanItIsAllowed() {
            SampleRun run = new SampleRun("replay", 1, 1, false);
            Decision only = run.decisions.getFirst();
            run.decisions.clear();
            for (int n = 0; n < 25_000; n++) {
                Decision next = only.copy();
                next.timeNs += n * 300_000_000_000L;
                run.decisions.add(next);
            }
            run.write(folder);
            List<Long> heard = new ArrayList<>();
            Verification found =
                    Verifier.verify(
                            folder,
                            (records, done, total) -> {
                                heard.add(records);
                                assertThat(done).isLessThan(total);
                                return heard.size() < 2;
                            });
            assertThat(heard).containsExactly(10_000L, 20_000L);
            assertThat(found.complete()).isFalse();
            assertThat(found.records()).isEqualTo(20_000);
            assertThat(found.findings()).hasSize(Verification.FINDINGS_MAX);
            assertThat(found.findingCount()).isGreaterThan(Verification.FINDINGS_MAX);
        }

        @Test
        void throughAnEmptyRun() {
            SampleRun run = new SampleRun("armed", 0, 1, false);
            Verification found = Verifier.verify(run.write(folder));
            assertThat(found.findings()).isEmpty();
            assertThat(found.hashes().lastSeal()).isEqualTo("0".repeat(16));
            assertThat(found.hashes().last())
                    .isEqualTo(
                            HashChain.hash(
                                    run.files
                                            .getOrDefault("manifest.json", "")
                                            .getBytes(StandardCharsets.UTF_8)));
        }
    }
}
