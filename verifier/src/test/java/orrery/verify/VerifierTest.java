package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        void honestDenialsButNotAsHolding() {
            SampleRun run = new SampleRun("armed", 40, 7, true);
            Verification found = verify(run);
            assertThat(found.findings()).isEmpty();
            assertThat(found.figures().denied()).isPositive();
            assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }
}
