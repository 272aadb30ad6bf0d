package orrery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static orrery.agent.AgentFixture.DEADLINE_NS;
import static orrery.agent.AgentFixture.INITIAL;
import static orrery.agent.AgentFixture.STEP_NS;
import static orrery.agent.AgentFixture.decide;
import static orrery.agent.AgentFixture.demand;
import static orrery.agent.AgentFixture.run;
import static orrery.agent.AgentFixture.words;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.agent.episode.Outcome;
import orrery.agent.episode.Reason;
import orrery.agent.episode.Stage;
import orrery.agent.policy.HorizontalAutoscaler;
import orrery.agent.safety.Ruling;
import orrery.testkit.Allocation;
import orrery.timeline.Refusal;

class AgentTest {
    private final AgentFixture world = new AgentFixture();

    @Nested
    class Decides {
        @Test
        void throughEveryStage() {
            Agent agent = world.agent();
            Decision last = agent.last();
            for (double sample : demand(1, 60)) {
                last = decide(agent, sample);
            }
            assertThat(last.outcome()).isEqualTo(Outcome.ACTED);
            long sum = 0;
            for (Stage stage : Stage.ALL) {
                assertThat(last.stageNs(stage)).as(stage.word()).isPositive();
                sum += last.stageNs(stage);
            }
            assertThat(sum).isEqualTo(last.totalNs());
        }

        @Test
        void withTheSameSamplesTheSameBitForBit() {
            double[] demand = demand(2, 600);
            AgentFixture slower = new AgentFixture();
            slower.stopwatch = new AgentFixture.Watched(() -> {}); // measured times must not matter
            assertThat(run(slower.agent(), demand)).isEqualTo(run(world.agent(), demand));
        }

        @Test
        void withNumbersWithoutAGapAndWhatWasSeen() {
            Agent agent = world.agent();
            for (int i = 0; i < 5; i++) {
                Decision decision = agent.decide(1_000 + i, i);
                assertThat(decision.number()).isEqualTo(i);
                assertThat(decision.timeNs()).isEqualTo(1_000 + i);
                assertThat(decision.demand()).isEqualTo(i);
            }
            assertThat(agent.decisions()).isEqualTo(5);
        }

        @Test
        void fromWhatItsLastCommandPutInForce() {
            Agent agent = world.agent();
            int before = INITIAL;
            for (double sample : demand(3, 200)) {
                Decision decision = decide(agent, sample);
                assertThat(decision.current()).isEqualTo(before);
                before = decision.outcome() == Outcome.ACTED ? decision.chosen() : before;
            }
        }

        @Test
        void withWeightsThatSumToOne() {
            Agent agent = world.agent();
            for (double sample : demand(4, 100)) {
                Decision decision = decide(agent, sample);
                double sum = 0;
                for (int i = 0; i < decision.experts(); i++) {
                    sum += decision.weight(i);
                }
                assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
                assertThat(decision.reason()).isIn(Reason.LEARNED, Reason.FALLBACK_STALE);
            }
        }

        @Test
        void aboutInfiniteDemandAsAboutAMissingOne() {
            double[] infinite = demand(5, 120);
            double[] missing = infinite.clone();
            for (int i = 10; i < 120; i += 17) {
                infinite[i] = i % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                missing[i] = Double.NaN;
            }
            assertThat(run(world.agent(), infinite))
                    .isEqualTo(run(new AgentFixture().agent(), missing));
        }

        @Test
        void atEqualTimes() {
            Agent agent = world.agent();
            agent.decide(7, 5);
            assertThat(agent.decide(7, 5).number()).isEqualTo(1);
        }
    }

    @Nested
    class Acts {
        @Test
        void onlyAsTheGateAllowed() {
            for (long seed = 0; seed < 12; seed++) {
                AgentFixture unruly = new AgentFixture();
                AgentFixture.Unruly actuator = new AgentFixture.Unruly(seed);
                unruly.actuator = actuator;
                unruly.learners = seed % 3 > 0;
                unruly.dynamics = false;
                if (seed % 2 == 0) {
                    unruly.rules(
                            "bounds: G (replicas <= 15)",
                            "ramp-up: G (up <= 3)",
                            "ramp-down: G (sum_past[0,3](down) <= 4)",
                            "enough: G (replicas + 12 >= demand)",
                            "calm: G (count_past[0,5](up > 0) <= 3)");
                }
                Agent agent = unruly.agent();
                IndependentCheck check = new IndependentCheck(unruly.specification());
                int commands = 0;
                for (double sample : demand(seed, 400)) {
                    Decision decision = decide(agent, sample);
                    String where = "seed " + seed + ": " + words(decision);
                    boolean allowed = check.allows(decision);
                    if (decision.outcome() != Outcome.DROPPED) {
                        assertThat(allowed).as(where).isTrue();
                    }
                    assertThat(decision.ruling() != Ruling.DENY).as(where).isEqualTo(allowed);
                    for (; commands < actuator.taken.size(); commands++) {
                        assertThat(allowed).as(where).isTrue();
                        assertThat(actuator.taken.get(commands))
                                .as(where)
                                .containsExactly((int) decision.number(), decision.chosen());
                    }
                }
                assertThat(commands).as("seed %d", seed).isGreaterThan(20);
            }
        }

        @Test
        void notAgainWhereTheChoiceIsInForceAlready() {
            AgentFixture.Silent actuator = new AgentFixture.Silent();
            world.holding().actuator = actuator;
            Decision decision = decide(world.agent(), 5);
            assertThat(decision.outcome()).isEqualTo(Outcome.ACTED);
            assertThat(actuator.taken).isEmpty();
        }

        @Test
        void notWhereTheActuatorRefuses() {
            AgentFixture.Silent actuator = new AgentFixture.Silent();
            actuator.open = false;
            world.actuator = actuator;
            world.learners = false;
            Agent agent = world.agent();
            Decision decision = decide(agent, 10);
            assertThat(decision.chosen()).isEqualTo(INITIAL + 4);
            assertThat(decision.outcome()).isEqualTo(Outcome.DROPPED);
            assertThat(decide(agent, 10).pendingCount()).isZero();
            assertThat(agent.inForce()).isEqualTo(INITIAL);
        }

        @Test
        void notWhereTooManyCommandsAreUnderWay() {
            AgentFixture.Silent actuator = new AgentFixture.Silent();
            world.rules("bounds: G (replicas <= 20)").actuator = actuator;
            world.learners = false;
            Agent agent = world.agent();
            for (int i = 0; i < Decision.PENDING_MAX; i++) {
                assertThat(decide(agent, 10).outcome()).isEqualTo(Outcome.ACTED);
            }
            Decision decision = decide(agent, 10);
            assertThat(decision.pendingCount()).isEqualTo(Decision.PENDING_MAX);
            assertThat(decision.outcome()).isEqualTo(Outcome.DROPPED);
            assertThat(actuator.taken).hasSize(Decision.PENDING_MAX);
        }

        @Test
        void inShadowOnlyInName() {
            world.shadow = true;
            Agent agent = world.agent();
            for (double sample : demand(6, 50)) {
                assertThat(decide(agent, sample).outcome()).isEqualTo(Outcome.SHADOW);
            }
        }
    }

    @Nested
    class Killed {
        @Test
        void actsNoMoreFromTheNextDecisionOn() {
            AgentFixture.Silent actuator = new AgentFixture.Silent();
            world.rules("bounds: G (replicas <= 20)").actuator = actuator;
            world.learners = false;
            Agent agent = world.agent();
            decide(agent, 10);
            assertThat(actuator.taken).hasSize(1);
            world.killSwitch.kill("test");
            for (int i = 0; i < 5; i++) {
                Decision decision = decide(agent, 3);
                assertThat(decision.reason()).isEqualTo(Reason.KILLED);
                assertThat(decision.outcome()).isEqualTo(Outcome.DROPPED);
            }
            assertThat(actuator.taken).hasSize(1);
        }

        @Test
        void betweenAdmissionAndDispatchActsNoMore() {
            AgentFixture.Silent actuator = new AgentFixture.Silent();
            world.actuator = actuator;
            world.learners = false;
            Agent agent = world.killedAtDispatch(2, "bounds: G (replicas <= 20)");
            assertThat(decide(agent, 10).outcome()).isEqualTo(Outcome.ACTED);
            assertThat(decide(agent, 10).outcome()).isEqualTo(Outcome.ACTED);
            Decision decision = decide(agent, 3);
            assertThat(decision.reason()).isEqualTo(Reason.KILLED);
            assertThat(decision.outcome()).isEqualTo(Outcome.DROPPED);
            assertThat(actuator.taken).hasSize(2);
        }

        @Test
        void betweenAdmissionAndDispatchIsRecordedByTheRulesAsKilled() {
            world.learners = false;
            Agent agent = world.killedAtDispatch(1, "frozen: G (killed -> up == 0 & down == 0)");
            decide(agent, 8);
            Decision decision = decide(agent, 14);
            assertThat(decision.reason()).isEqualTo(Reason.KILLED);
            assertThat(decision.chosen()).isEqualTo(decision.current());
            assertThat(decision.rule()).isEqualTo("frozen");
            assertThat(agent.guarantees().ruleBreaches()).isZero();
        }
    }

    @Nested
    class Late {
        private final AgentFixture.Slow actuator = new AgentFixture.Slow(world.clock);
        private final Agent agent;

        Late() {
            world.live().actuator = actuator;
            world.learners = false;
            world.dynamics = false;
            agent = world.agent();
        }

        @Test
        void atDispatchCommandsNothing() {
            actuator.delayNs = DEADLINE_NS + 1;
            Decision decision = decide(agent, 12);
            assertThat(decision.outcome()).isEqualTo(Outcome.DROPPED);
            assertThat(decision.reason()).isEqualTo(Reason.FALLBACK_MISSED);
            assertThat(decision.totalNs()).isEqualTo(DEADLINE_NS + 1);
            assertThat(actuator.taken).isEmpty();
            assertThat(agent.guarantees().missedDeadlines()).isEqualTo(1);
            assertThat(agent.guarantees().reactionBreaches()).isZero();
        }

        @Test
        void byNothingActsWhileAQuarterOfTheDeadlineIsLeft() {
            actuator.delayNs = DEADLINE_NS * 3 / 4;
            Decision decision = decide(agent, 12);
            assertThat(decision.outcome()).isEqualTo(Outcome.ACTED);
            assertThat(decision.chosen()).isEqualTo(INITIAL + 4);
            assertThat(actuator.taken).containsExactly(INITIAL + 4);
            assertThat(agent.guarantees().missedDeadlines()).isZero();
        }

        @Test
        void forItsOwnTimeCommandsNothing() {
            actuator.delayNs = DEADLINE_NS * 3 / 4 + 1;
            Decision decision = decide(agent, 12);
            assertThat(decision.reason()).isEqualTo(Reason.FALLBACK_MISSED);
            assertThat(actuator.taken).isEmpty();
            assertThat(agent.guarantees().missedDeadlines()).isEqualTo(1);
        }

        @Test
        void onceActsAgainTheNextTime() {
            actuator.delayNs = 2 * DEADLINE_NS;
            decide(agent, 12);
            actuator.delayNs = 0;
            assertThat(decide(agent, 12).outcome()).isEqualTo(Outcome.ACTED);
        }

        @Test
        void inAReplayIsCountedAndChangesNothing() {
            AgentFixture replay = new AgentFixture();
            AgentFixture.Slow slow = new AgentFixture.Slow(replay.clock);
            slow.delayNs = 2 * DEADLINE_NS;
            replay.actuator = slow;
            replay.stopwatch = replay.clock;
            Agent other = replay.agent();
            assertThat(decide(other, 12).outcome()).isEqualTo(Outcome.ACTED);
            assertThat(other.guarantees().missedDeadlines()).isEqualTo(1);
            assertThat(other.guarantees().held()).isTrue();
        }
    }

    @Nested
    class Degraded {
        @Test
        void withoutLearnersTheFallbackProposes() {
            world.learners = false;
            Agent agent = world.agent();
            HorizontalAutoscaler twin = HorizontalAutoscaler.of(0.7, 3);
            for (double sample : demand(7, 100)) {
                Decision decision = decide(agent, sample);
                assertThat(decision.reason()).isEqualTo(Reason.FALLBACK_OFF);
                assertThat(decision.experts()).isZero();
                assertThat(decision.proposed())
                        .isEqualTo(Math.clamp(twin.propose(sample, decision.current()), 1, 20));
            }
            assertThat(agent.loop()).isEmpty();
        }

        @Test
        void withoutDynamicsTheRegimeIsUnknown() {
            world.dynamics = false;
            Agent agent = world.agent();
            for (double sample : demand(8, 400)) {
                Decision decision = decide(agent, sample);
                assertThat(decision.regime()).isEqualTo("unknown");
                assertThat(decision.confidence()).isZero();
            }
        }

        @Test
        void withoutSolverNothingIsAllowed() {
            AgentFixture.Silent actuator = new AgentFixture.Silent();
            world.actuator = actuator;
            world.solver = false;
            Agent agent = world.agent();
            for (double sample : demand(9, 50)) {
                Decision decision = decide(agent, sample);
                assertThat(decision.ruling()).isEqualTo(Ruling.DENY);
                assertThat(decision.reason()).isEqualTo(Reason.SOLVER_OFF);
                assertThat(decision.outcome()).isEqualTo(Outcome.DROPPED);
                assertThat(decision.chosen()).isEqualTo(INITIAL);
                assertThat(decision.robustness()).isNaN();
            }
            assertThat(actuator.taken).isEmpty();
        }

        @Test
        void withAnExpiredSnapshotTheFallbackProposes() {
            Agent agent = world.agent();
            run(agent, 5, 6, 7, 6, 5, 6);
            for (int missing = 1; missing <= 4; missing++) {
                assertThat(decide(agent, Double.NaN).reason())
                        .as("missing %d", missing)
                        .isEqualTo(Reason.LEARNED);
            }
            Decision stale = decide(agent, Double.NaN);
            assertThat(stale.reason()).isEqualTo(Reason.FALLBACK_STALE);
            assertThat(stale.proposed()).isEqualTo(stale.current());
            assertThat(decide(agent, 6).reason()).isEqualTo(Reason.LEARNED);
        }

        @Test
        void forGoodOnceItIsToldToFallBack() {
            Agent agent = world.agent();
            run(agent, 5, 6, 7);
            assertThat(agent.hasFallenBack()).isFalse();
            agent.fallBack();
            assertThat(agent.hasFallenBack()).isTrue();
            for (int i = 0; i < 5; i++) {
                assertThat(decide(agent, 6).reason()).isEqualTo(Reason.FALLBACK_OFF);
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void aSampleFromThePastAndGoesOnAsIfItHadNotCome() {
            double[] demand = demand(10, 60);
            Agent agent = world.agent();
            List<String> words = run(agent, java.util.Arrays.copyOf(demand, 30));
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> agent.decide(28 * STEP_NS, 3));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.TIME_BACKWARD);
            words.addAll(run(agent, java.util.Arrays.copyOfRange(demand, 30, 60)));
            assertThat(words).isEqualTo(run(new AgentFixture().agent(), demand));
        }

        @Test
        void aSampleFromThePastWhenItDecidesAgain() {
            Agent agent = world.agent();
            run(agent, 5, 6);
            assertThatThrownBy(() -> agent.decideAgain(0, 3, Outcome.DROPPED, Reason.KILLED))
                    .isInstanceOf(Refusal.class);
            assertThat(decide(agent, 6).reason()).isEqualTo(Reason.LEARNED);
        }

        @Test
        void toStartWhereNothingIsAllowed() {
            world.rules("many: G (replicas >= 15)", "ramp-up: G (up <= 4)");
            Refusal refusal = catchThrowableOfType(Refusal.class, world::agent);
            assertThat(refusal.code()).isEqualTo(Refusal.Code.CONTRADICTION);
            assertThat(refusal.place()).contains("test.spec");
            assertThat(refusal.found()).contains("many");
        }

        @Test
        void settingsThatAreNone() {
            assertThatThrownBy(() -> new AgentSettings.Bounds(5, 4, 4)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> new AgentSettings.Bounds(-1, 4, 4))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> new AgentSettings.Bounds(1, 4, 5)).isInstanceOf(Refusal.class);
            AgentSettings good = world.settings();
            assertThatThrownBy(() ->
                            new AgentSettings(
                                    good.bounds(),
                                    0,
                                    good.senses(),
                                    good.learners(),
                                    true,
                                    false,
                                    good.fallback()))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Nested
    class Reacts {
        @Test
        void withWhatWasPublishedLastUntilItExpires() {
            Agent agent = world.agent();
            run(agent, 5, 6, 7, 6);
            int published = agent.last().proposed();
            for (int i = 1; i <= 4; i++) {
                Decision decision = agent.react((3 + i) * STEP_NS, 6);
                assertThat(decision.proposed()).isEqualTo(published);
                assertThat(decision.reason()).isEqualTo(Reason.LEARNED);
                assertThat(decision.outcome()).isEqualTo(Outcome.ACTED);
            }
            assertThat(agent.react(8 * STEP_NS, 6).reason()).isEqualTo(Reason.FALLBACK_STALE);
        }

        @Test
        void withinTheSameRules() {
            Agent agent = world.agent();
            IndependentCheck check = new IndependentCheck(world.specification());
            for (double sample : demand(16, 300)) {
                Decision decision = agent.react(agent.decisions() * STEP_NS, sample);
                assertThat(check.allows(decision)).as(words(decision)).isTrue();
            }
        }

        @Test
        void withoutAllocation() {
            Agent agent = world.agent();
            double[] demand = demand(17, 1000);
            run(agent, demand);
            reactOften(agent, demand, 30_000);
            assertThat(Allocation.bytes(() -> reactOften(agent, demand, 100_000)))
                    .isLessThan(10_000);
        }

        private static void reactOften(Agent agent, double[] demand, int times) {
            for (int i = 0; i < times; i++) {
                agent.react(agent.decisions() * STEP_NS, demand[i % demand.length]);
            }
        }
    }
}
