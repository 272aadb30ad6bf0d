package orrery.compare.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import orrery.compare.OracleCase;
import orrery.compare.classify.ArchiveOracle;
import orrery.compare.profile.ProfileOracle;
import orrery.compare.search.SearchOracle;
import orrery.compare.warping.ElasticOracle;

/// All 313 cases that other programs answered, in one count; a kind that nobody checks fails. The slow
/// classifications run with `-Doracles=all` only, and the count says how many were left.
class OracleCountTest {
    private static final int CASES = 313;
    private static final int SLOW = 30;
    private static final List<Predicate<OracleCase>> CHECKS =
            List.of(
                    ElasticOracle::check,
                    SymbolOracle::check,
                    ProfileOracle::check,
                    SearchOracle::check,
                    ArchiveOracle::check);

    @Test
    void everyCaseHasTheAnswerOfTheOtherProgram() {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> ran = new TreeMap<>();
        int left = 0;
        for (OracleCase one : OracleCase.all()) {
            boolean slow = one.kind().startsWith("1nn_") && !ArchiveOracle.isQuick(one);
            if (slow && !OracleCase.slowToo()) {
                left++;
                continue;
            }
            try {
                if (CHECKS.stream().anyMatch(check -> check.test(one))) {
                    ran.merge(one.kind(), 1, Integer::sum);
                } else {
                    wrong.add(one.id() + ": nobody checks the kind " + one.kind());
                }
            } catch (AssertionError e) {
                wrong.add(one.id() + ": " + e.getMessage());
            }
        }
        int done = ran.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "oracle cases: %d of %d ran, %d left for -Doracles=all; %s%n",
                done, CASES, left, ran);
        assertThat(wrong).isEmpty();
        assertThat(left).isEqualTo(OracleCase.slowToo() ? 0 : SLOW);
        assertThat(done + left).isEqualTo(CASES);
    }
}
