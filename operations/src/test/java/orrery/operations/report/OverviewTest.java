package orrery.operations.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.agent.Agent;
import orrery.operations.Runs;
import orrery.timeline.ManualClock;

class OverviewTest {
    private static Overview of(Agent agent, ManualClock clock, double... demand) {
        Overview overview = new Overview(agent.last());
        for (double one : demand) {
            clock.advance(60_000_000_000L);
            overview.add(agent.decide(clock.nanoTime(), one));
        }
        return overview;
    }

    private static Overview plain(double... demand) {
        ManualClock clock = ManualClock.startingAt(0);
        return of(Runs.agent(Runs.configuration(Runs.PLAIN), 10, clock), clock, demand);
    }

    @Test
    void keepsEveryDecisionOfAShortRun() {
        Overview overview = plain(5, 6, 7);
        assertThat(overview.decisionsPerStretch()).isEqualTo(1);
        assertThat(overview.stretches())
                .extracting(Overview.Stretch::demandGreatest)
                .containsExactly(5.0, 6.0, 7.0);
        assertThat(overview.stretches().getFirst().firstTimeNs()).isEqualTo(60_000_000_000L);
    }

    @Test
    void isEmptyBeforeTheFirstDecision() {
        assertThat(plain().stretches()).isEmpty();
        assertThat(plain().stoppedCount()).isZero();
    }

    @Test
    void losesNoPeakByThinning() {
        double[] demand = new double[20_001];
        java.util.Arrays.fill(demand, 8);
        demand[7_777] = 39;
        demand[13_131] = 0.25;
        Overview overview = plain(demand);
        List<Overview.Stretch> stretches = overview.stretches();
        assertThat(stretches).hasSizeLessThanOrEqualTo(1_024).hasSizeGreaterThan(500);
        assertThat(overview.decisionsPerStretch()).isEqualTo(32);
        assertThat(stretches.get(7_777 / 32).demandGreatest()).isEqualTo(39);
        assertThat(stretches.get(13_131 / 32).demandLeast()).isEqualTo(0.25);
        assertThat(stretches.stream().mapToDouble(Overview.Stretch::demandGreatest).max())
                .hasValue(39);
        assertThat(stretches).allMatch(s -> s.capacityLeast() <= s.capacityGreatest());
        for (int i = 0; i < stretches.size(); i++) {
            assertThat(stretches.get(i).firstTimeNs()).isEqualTo((32L * i + 1) * 60_000_000_000L);
        }
    }

    @Test
    void saysNothingOfTheDemandWhereAllIsMissing() {
        double[] demand = new double[2_100];
        java.util.Arrays.fill(demand, 0, 1_000, Double.NaN);
        java.util.Arrays.fill(demand, 1_000, 2_100, 5);
        List<Overview.Stretch> stretches = plain(demand).stretches();
        assertThat(stretches.getFirst().demandGreatest()).isNaN();
        assertThat(stretches.getLast().demandLeast()).isEqualTo(5);
    }

    @Test
    void keepsTwoHundredOfTheStoppedAndCountsAll() {
        double[] demand = new double[2_000];
        java.util.Arrays.setAll(demand, i -> i % 9 < 3 ? 30 : 3);
        Overview overview = plain(demand);
        assertThat(overview.stopped()).hasSize(200);
        assertThat(overview.stoppedCount()).isGreaterThan(200);
        assertThat(overview.stopped())
                .allMatch(stop -> stop.proposed() != stop.chosen() && !stop.rule().isEmpty());
    }

    @Test
    void addsUpTheWeightsOfAFamily() {
        ManualClock clock = ManualClock.startingAt(0);
        Agent agent =
                Runs.agent(
                        Runs.configuration(
                                List.of("temporal-attractor-studio.enabled=false"),
                                "strange-loop.experts=[\"last\", \"level\"]"),
                        10,
                        clock);
        Overview overview = of(agent, clock, Runs.demand(1_500, 1));
        assertThat(overview.families()).containsExactly("last", "level");
        for (Overview.Stretch stretch : overview.stretches()) {
            assertThat(stretch.weight(0) + stretch.weight(1)).isBetween(1 - 1e-9, 1 + 1e-9);
        }
    }
}
