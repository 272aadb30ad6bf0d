package orrery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.agent.AgentFixture.DEADLINE_NS;
import static orrery.agent.AgentFixture.STEP_NS;
import static orrery.agent.AgentFixture.decide;
import static orrery.agent.AgentFixture.demand;
import static orrery.agent.AgentFixture.run;
import static orrery.agent.AgentFixture.verdicts;
import static orrery.agent.AgentFixture.words;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.agent.act.Actuator;
import orrery.agent.act.ImmediateActuator;
import orrery.agent.episode.Outcome;
import orrery.agent.episode.Reason;
import orrery.agent.safety.Ruling;

class AgentRecordTest {
    private final AgentFixture world = new AgentFixture();

    @Nested
    class Saved {
        @Test
        void goesOnBitForBit() throws IOException {
            double[] demand = demand(11, 700);
            for (int at : new int[] {0, 1, 63, 350}) {
                AgentFixture first = new AgentFixture();
                Agent agent = first.agent();
                run(agent, java.util.Arrays.copyOf(demand, at));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                agent.writeTo(new DataOutputStream(bytes));
                AgentFixture second = new AgentFixture();
                // What is outside is not saved: both go on with one actuator's view of the world.
                ImmediateActuator copy = new ImmediateActuator();
                if (at > 0 && agent.last().outcome() == Outcome.ACTED) {
                    copy.command(agent.last().number(), agent.last().chosen());
                }
                second.actuator = copy;
                Agent other = second.agent();
                other.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                double[] rest = java.util.Arrays.copyOfRange(demand, at, demand.length);
                assertThat(run(other, rest)).as("saved at %d", at).isEqualTo(run(agent, rest));
                assertThat(other.guarantees().ruleBreaches())
                        .isEqualTo(agent.guarantees().ruleBreaches());
                assertThat(verdicts(other)).isEqualTo(verdicts(agent));
            }
        }
    }

    @Nested
    class DecidesAgain {
        @Test
        void asItDidThenWhateverTheSwitchSaysNow() {
            world.learners = false;
            Agent then = world.killedAtDispatch(40, "frozen: G (killed -> up == 0 & down == 0)");
            AgentFixture now = new AgentFixture();
            now.learners = false;
            Agent again = now.rules(world.rules).agent();
            for (double sample : demand(12, 80)) {
                Decision past = decide(then, sample);
                Decision present =
                        again.decideAgain(
                                past.timeNs(), past.demand(), past.outcome(), past.reason());
                assertThat(words(present)).isEqualTo(words(past));
            }
            assertThat(now.killSwitch.killed()).isFalse();
            assertThat(verdicts(again)).isEqualTo(verdicts(then));
            assertThat(decide(again, 6).reason()).isEqualTo(Reason.FALLBACK_OFF);
        }

        @Test
        void asItDidThenWhateverTheClockSaysNow() {
            AgentFixture.Slow slow = new AgentFixture.Slow(world.clock);
            world.live().actuator = slow;
            Agent then = world.agent();
            Agent again = new AgentFixture().agent();
            for (double sample : demand(13, 200)) {
                slow.delayNs = then.decisions() % 7 == 3 ? 2 * DEADLINE_NS : 10;
                Decision past = decide(then, sample);
                Decision present =
                        again.decideAgain(
                                past.timeNs(), past.demand(), past.outcome(), past.reason());
                assertThat(words(present)).isEqualTo(words(past));
            }
        }
    }

    @Nested
    class Guaranteed {
        @Test
        void isWhatHeldOverAWholeFeed() {
            double[] demand = demand(14, 300);
            Guarantees held =
                    Agent.runWithGuarantees(
                            world.specification(),
                            world.settings(),
                            world.ports(),
                            into -> {
                                for (int i = 0; i < demand.length; i++) {
                                    into.accept(i * STEP_NS, demand[i]);
                                }
                            });
            assertThat(held).isEqualTo(new Guarantees(300, 0, 0, 0));
            assertThat(held.held()).isTrue();
            assertThat(held.upperBound95()).isEqualTo(0.01);
        }

        @Test
        void isNothingOnceARuleWasBroken() {
            assertThat(new Guarantees(300, 1, 0, 0).held()).isFalse();
            assertThat(new Guarantees(300, 0, 1, 0).upperBound95()).isEqualTo(1);
            assertThat(new Guarantees(0, 0, 0, 0).upperBound95()).isEqualTo(1);
        }

        @Test
        void namesEveryRuleInTheOrderOfTheFile() {
            Agent agent = world.agent();
            run(agent, demand(15, 100));
            assertThat(verdicts(agent))
                    .hasSize(5)
                    .allMatch(verdict -> verdict.contains(" true "))
                    .first()
                    .asString()
                    .startsWith("bounds");
        }

        @Test
        void countsWhatTheWorldBroke() {
            world.rules("many: G (current >= 5)").actuator = new Understaffed();
            world.learners = false;
            Agent agent = world.agent();
            assertThat(decide(agent, 7).outcome()).isEqualTo(Outcome.ACTED);
            Decision broken = decide(agent, 7);
            assertThat(broken.current()).isEqualTo(2);
            assertThat(broken.ruling()).isEqualTo(Ruling.DENY);
            assertThat(broken.rule()).isEqualTo("many");
            assertThat(agent.guarantees().ruleBreaches()).isEqualTo(1);
        }
    }

    /// Says of every command that two replicas came of it.
    private static final class Understaffed implements Actuator {
        private long waiting = -1;

        @Override
        public boolean command(long decision, int capacity) {
            waiting = decision;
            return true;
        }

        @Override
        public void poll(Acknowledgements into) {
            if (waiting >= 0) {
                into.acknowledged(waiting, 2);
            }
        }
    }
}
