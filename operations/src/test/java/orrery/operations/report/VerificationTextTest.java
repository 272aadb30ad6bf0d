package orrery.operations.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import orrery.verify.Verification;

class VerificationTextTest {
    @Test
    void writesAMarginOfZeroWithoutASign() {
        Verification result =
                new Verification(
                        Verification.Verdict.HOLDS,
                        true,
                        1,
                        List.of(),
                        0,
                        List.of(
                                new Verification.RuleResult(
                                        "ceiling",
                                        Verification.Verdict.HOLDS,
                                        -0.0,
                                        OptionalLong.of(0))),
                        new Verification.Figures(0, 0, 0, 0),
                        new Verification.Hashes("a", "b", "c", Optional.empty(), "d", "e"));
        assertThat(VerificationText.json(result)).contains("\"robustness\":0.0,");
    }
}
