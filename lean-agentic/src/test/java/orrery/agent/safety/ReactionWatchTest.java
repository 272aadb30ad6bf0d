package orrery.agent.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.testkit.Allocation;

class ReactionWatchTest {
    private static final long DEADLINE_NS = 100;
    private static final String REACTION = "reaction: G (decide -> F[0,100ns] (acted | dropped))";

    private static ReactionWatch watch(String... rules) {
        return new ReactionWatch(GateTest.rules(rules), DEADLINE_NS);
    }

    @Nested
    class IsAbout {
        @Test
        void rulesThatNameAStepOfTheAgent() {
            assertThat(
                            GateTest.rules(
                                            REACTION,
                                            "a: G (acted -> replicas > 0)",
                                            "b: G (!dropped)")
                                    .rules())
                    .allMatch(ReactionWatch::isAbout);
            assertThat(GateTest.rules("c: G (replicas > 0 | killed)").rules())
                    .noneMatch(ReactionWatch::isAbout);
        }
    }

    @Nested
    class Observes {
        @Test
        void noBreachWhereTheActionCameInTime() {
            ReactionWatch watch = watch(REACTION);
            for (int sample = 0; sample < 50; sample++) {
                watch.observe(GateTest.at(sample, 1, 5), 5, sample % 3 == 0, DEADLINE_NS);
            }
            assertThat(watch.breaches()).isZero();
            assertThat(watch.ledger().holds(0)).isTrue();
        }

        @Test
        void aBreachWhereItCameLate() {
            ReactionWatch watch = watch(REACTION);
            watch.observe(GateTest.at(0, 1, 5), 5, false, DEADLINE_NS + 1);
            watch.observe(GateTest.at(1, 1, 5), 5, false, 1);
            assertThat(watch.breaches()).isEqualTo(1);
            assertThat(watch.ledger().holds(0)).isFalse();
        }

        @Test
        void whatWasDroppedAsDroppedAtItsDeadline() {
            ReactionWatch watch = watch(REACTION);
            watch.observe(GateTest.at(0, 1, 5), 5, true, 900);
            watch.observe(GateTest.at(1, 1, 5), 5, true, 900);
            assertThat(watch.breaches()).isZero();
        }

        @Test
        void aDecisionThatOutlastsTheNextSampleWithoutTimeGoingBack() {
            ReactionWatch watch = watch(REACTION);
            watch.observe(GateTest.at(0, 1, 5), 5, false, 5_000);
            watch.observe(GateTest.at(1, 1, 5), 5, false, 10);
            assertThat(watch.breaches()).isEqualTo(1);
        }

        @Test
        void everySignalOfTheDecision() {
            ReactionWatch watch =
                    watch(
                            "up: G (acted -> up == 0)",
                            "down: G (acted -> down == 0)",
                            "shortage: G (acted -> !shortage)",
                            "killed: G (acted -> !killed)",
                            "demand: G (acted -> demand <= 9)",
                            "current: G (acted -> current <= 5)",
                            "replicas: G (acted -> replicas == 5)");
            watch.observe(GateTest.at(0, 4, 5), 5, false, 1);
            assertThat(watch.breaches()).isZero();
            Situation up = GateTest.at(1, 9.5, 6);
            up.killed = true;
            watch.observe(up, 7, false, 1);
            watch.observe(GateTest.at(2, 1, 5), 4, false, 1);
            for (int rule = 0; rule < 7; rule++) {
                assertThat(watch.ledger().holds(rule)).as("rule %d", rule).isFalse();
            }
            assertThat(watch.breaches()).isEqualTo(2);
        }

        @Test
        void commandsUnderWayAtTheirWorst() {
            ReactionWatch watch = watch("small: G (acted -> up <= 3)");
            watch.observe(GateTest.at(0, 4, new int[] {5, 9}), 9, false, 1);
            assertThat(watch.ledger().holds(0)).isFalse();
        }

        @Test
        void decisionsLikeTheLastOneAsItWouldEachByItself() {
            SplittableRandom random = new SplittableRandom(5);
            long[] times = {0, 0, 0, 60, 150};
            String[] rules = {
                REACTION,
                "next: G (decide -> X (acted | dropped))",
                "never: G (!dropped)",
                "past: G (acted -> Y decide)",
                "window: G (dropped -> !O[1ns,3000ns] dropped)",
                "first: decide"
            };
            for (int round = 0; round < 300; round++) {
                String rule = rules[round % rules.length];
                ReactionWatch watch = watch(rule);
                // A rule that looks at the demand makes it judge every decision.
                ReactionWatch each = watch(rule, "demand: G (decide -> demand >= 0)");
                long timeNs = 0;
                for (int sample = 0; sample < 40; sample++) {
                    Situation now = GateTest.at(sample, 1, 5);
                    timeNs += 100L * random.nextInt(12);
                    now.timeNs = timeNs;
                    boolean drop = random.nextInt(4) == 0;
                    long took = times[random.nextInt(times.length)];
                    watch.observe(now, 5, drop, took);
                    each.observe(now, 5, drop, took);
                    assertThat(watch.breaches())
                            .as("%s, round %d, sample %d", rule, round, sample)
                            .isEqualTo(each.breaches());
                    assertThat(watch.ledger().holds(0)).isEqualTo(each.ledger().holds(0));
                    assertThat(watch.ledger().robustness(0)).isEqualTo(each.ledger().robustness(0));
                }
            }
        }

        @Test
        void nothingWithoutRules() {
            ReactionWatch watch = watch();
            watch.observe(GateTest.at(0, 4, 5), 5, false, 999);
            assertThat(watch.breaches()).isZero();
        }

        @Test
        void withoutAllocation() {
            ReactionWatch watch = watch(REACTION);
            Situation now = GateTest.at(0, 1, 5);
            run(watch, now, 20_000);
            assertThat(Allocation.bytes(() -> run(watch, now, 100_000))).isLessThan(10_000);
        }

        private static void run(ReactionWatch watch, Situation now, int times) {
            for (int i = 0; i < times; i++) {
                now.sample++;
                now.timeNs += 1_000;
                watch.observe(now, 5, i % 2 == 0, 50);
            }
        }
    }

    @Nested
    class Saved {
        @Test
        void remembersWhatIsOpenAndWhatWasBroken() throws IOException {
            ReactionWatch watch = watch(REACTION);
            watch.observe(GateTest.at(0, 1, 5), 5, false, 500);
            watch.observe(GateTest.at(1, 1, 5), 5, false, 7_000);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            watch.writeTo(new DataOutputStream(bytes));
            ReactionWatch other = watch(REACTION);
            other.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            for (ReactionWatch one : new ReactionWatch[] {watch, other}) {
                one.observe(GateTest.at(2, 1, 5), 5, false, 1);
                one.observe(GateTest.at(9, 1, 5), 5, false, 1);
            }
            assertThat(other.breaches()).isEqualTo(watch.breaches()).isEqualTo(2);
            assertThat(other.ledger().holds(0)).isFalse();
        }
    }
}
