package orrery.operations.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import orrery.operations.Runs;

class ExplanationTest {
    private static String record(String proposed, String ruling, String rule, String reason) {
        return "{\"n\":17,\"time\":\"2026-01-05T00:00:00Z\",\"timeNs\":1,\"input\":10.5,\"current\":12,"
                + "\"pending\":[11,13],\"features\":{\"rising\":0},\"regime\":\"periodic\",\"confidence\":0.75,"
                + "\"proposals\":{\"last\":9,\"season\":14},\"weights\":{\"last\":0.25,\"season\":0.75},\"proposed\":"
                + proposed
                + ",\"chosen\":11,\"ruling\":\""
                + ruling
                + "\",\"rule\":"
                + rule
                + ",\"robustness\":1.0,\"outcome\":\"acted\",\"reason\":\""
                + reason
                + "\",\"hash\":\"00\",\"ns\":{\"act\":5,\"total\":1234,\"seal\":\"00\"}}";
    }

    @Test
    void saysWhatWasSeenProposedAllowedAndDone() {
        assertThat(Explanation.of(record("11", "allow", "null", "learned"), Runs.RULES))
                .isEqualTo(
                        """
                        decision 17 at 2026-01-05T00:00:00Z
                        saw: a demand of 10.5 replicas with 12 in force
                        dynamics: periodic (confidence 0.75)
                        proposed: 11, because the learners' mixture said so
                          season           proposed 14 with weight 0.750
                          last             proposed 9 with weight 0.250
                        gate: allowed, the least margin over all rules is 1.0
                        outcome: acted
                        took: 1234 ns\
                        """);
    }

    @Test
    void quotesTheRuleThatAProposalWouldHaveBroken() {
        assertThat(Explanation.of(record("3", "repair", "\"ramp-down\"", "learned"), Runs.RULES))
                .contains(
                        "gate: repaired to 11, the nearest that holds every rule",
                        "ramp-down: G (sum_past[0,3](down) <= step_down)");
        assertThat(Explanation.of(record("3", "deny", "\"cool-down\"", "learned"), Runs.RULES))
                .contains("gate: denied", "cool-down: G (down > 0 -> !O[0,2] shortage)");
        assertThat(Explanation.of(record("3", "deny", "\"gone\"", "learned"), Runs.RULES))
                .contains("gate: denied", "\n  gone\n");
    }

    @Test
    void hasWordsForEveryReason() {
        for (var reason : orrery.agent.episode.Reason.values()) {
            assertThat(Explanation.of(record("3", "allow", "null", reason.word()), Runs.RULES))
                    .as(reason.word())
                    .doesNotContain("unknown reason");
        }
    }

    @Test
    void saysNoneForAMissingDemand() {
        String missing = record("3", "allow", "null", "learned").replace("10.5", "null");
        assertThat(Explanation.of(missing, Runs.RULES)).contains("a demand of none replicas");
    }
}
