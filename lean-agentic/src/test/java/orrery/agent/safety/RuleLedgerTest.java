package orrery.agent.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import orrery.solve.formula.Specification;
import orrery.solve.monitor.SpecificationMonitor;

class RuleLedgerTest {
    private final Specification rules =
            GateTest.rules(
                    "few: G (replicas <= 6)",
                    "start: replicas >= 3",
                    "soon: G (replicas > 4 -> F[0,1] replicas <= 4)");
    private final SpecificationMonitor monitor = SpecificationMonitor.of(rules);
    private final RuleLedger ledger = new RuleLedger(monitor);
    private final int replicas = rules.vocabulary().index("replicas");
    private long record;

    private void push(double value) {
        double[] row = new double[rules.vocabulary().size()];
        row[replicas] = value;
        monitor.push(record * 1000, record, row, row);
        ledger.note(monitor, record++);
    }

    @Test
    void holdsWithoutLimitBeforeTheFirstRecord() {
        for (int rule = 0; rule < 3; rule++) {
            assertThat(ledger.holds(rule)).isTrue();
            assertThat(ledger.robustness(rule)).isEqualTo(Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void keepsTheFirstRecordOfTheLeastRobustness() {
        push(4);
        push(5);
        push(5);
        push(2);
        assertThat(ledger.robustness(0)).isEqualTo(1);
        assertThat(ledger.atRecord(0)).isEqualTo(1);
    }

    @Test
    void neverForgetsABreach() {
        push(9);
        push(1);
        assertThat(ledger.holds(0)).isFalse();
        assertThat(ledger.robustness(0)).isEqualTo(-3);
    }

    @Test
    void judgesARuleWithoutGAtTheFirstRecordOnly() {
        push(5);
        push(1);
        assertThat(ledger.holds(1)).isTrue();
        assertThat(ledger.robustness(1)).isEqualTo(2);
        assertThat(ledger.atRecord(1)).isZero();
    }

    @Test
    void takesAMissingValueForABreach() {
        push(Double.NaN);
        assertThat(ledger.holds(0)).isFalse();
    }

    @Test
    void keepsOfARuleAboutTheFutureOnlyWhetherItHeld() {
        push(5);
        push(4);
        assertThat(ledger.holds(2)).isTrue();
        push(5);
        push(5);
        push(5);
        assertThat(ledger.holds(2)).isFalse();
        assertThat(ledger.robustness(2)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
