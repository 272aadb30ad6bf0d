package orrery.operations.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateAttackTest {
    private static AttackResult attack(Mutation mutation, long seed, long runs, int threads) {
        return new GateAttack(mutation, seed).run(runs, threads, _ -> {});
    }

    @Test
    void findsNoBreachOfTheGateAsItIs() {
        AttackResult result = attack(Mutation.NONE, 1, 20_000, 2);
        assertThat(result.first()).isEmpty();
        assertThat(result.breaches()).isZero();
        assertThat(result.runs()).isEqualTo(20_000);
        assertThat(result.decisions()).isEqualTo(20_000 * 63);
        assertThat(result.actions()).isGreaterThan(result.decisions() / 10);
        assertThat(result.upperBound95()).isEqualTo(3.0 / result.decisions());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsEachPlantedFault(Mutation mutation) {
        AttackResult result = attack(mutation, 1, 2_000, 1);
        assertThat(result.breaches()).isPositive();
        assertThat(result.first()).isPresent();
        assertThat(result.upperBound95()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "NAN_LET_THROUGH"})
    void isTheSameForOneAndTwoThreads(Mutation mutation) {
        AttackResult one = attack(mutation, 7, 4_500, 1);
        assertThat(attack(mutation, 7, 4_500, 2)).isEqualTo(one);
    }

    @Test
    void ofNoRunsFindsNothing() {
        assertThat(attack(Mutation.NONE, 1, 0, 1).json())
                .isEqualTo(
                        "{\"runs\":0,\"decisions\":0,\"actions\":0,\"breaches\":0,\"first\":null,\"upperBound95\":1.0}");
    }

    @Test
    void tellsHowFarItIs() {
        long[] last = {0};
        new GateAttack(Mutation.NONE, 1).run(2_500, 1, done -> last[0] = done);
        assertThat(last[0]).isEqualTo(2_500);
    }
}
