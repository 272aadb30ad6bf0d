package orrery.agent.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.solve.formula.Specification;
import orrery.solve.monitor.SpecificationMonitor;
import orrery.solve.monitor.Verdict;
import orrery.testkit.Allocation;
import orrery.timeline.Refusal;

class GateTest {
    private static final int MIN = 1;
    private static final int MAX = 12;

    static Specification rules(String... lines) {
        return Specification.parse(
                "test.spec",
                String.join("\n", lines),
                Signals.vocabulary(MIN, MAX, Map.of("step_up", 3.0)));
    }

    static Gate gate(String... lines) {
        return new Gate(rules(lines), MIN, MAX);
    }

    static Situation at(long sample, double demand, int current) {
        return at(sample, demand, new int[] {current});
    }

    /// @param inForce what is acknowledged, then what is under way
    static Situation at(long sample, double demand, int[] inForce) {
        Situation situation = new Situation();
        situation.sample = sample;
        situation.timeNs = sample * 1_000;
        situation.demand = demand;
        situation.current = inForce[0];
        situation.lowest = java.util.Arrays.stream(inForce).min().orElseThrow();
        situation.highest = java.util.Arrays.stream(inForce).max().orElseThrow();
        return situation;
    }

    @Nested
    class Allows {
        @Test
        void whatHoldsEveryRule() {
            Gate gate = gate("ramp-up: G (up <= step_up)", "bounds: G (replicas <= 10)");
            assertThat(gate.admit(at(0, 5, 5), 8)).isEqualTo(Ruling.ALLOW);
            assertThat(gate.chosen()).isEqualTo(8);
            assertThat(gate.rule()).isEmpty();
            assertThat(gate.robustness()).isEqualTo(0);
        }

        @Test
        void everythingWithoutRules() {
            assertThat(gate().admit(at(0, 5, 5), 12)).isEqualTo(Ruling.ALLOW);
            assertThat(gate().admit(at(0, Double.NaN, 5), 1)).isEqualTo(Ruling.ALLOW);
        }

        @Test
        void anActionThatNeedsNoDemandWhereDemandIsMissing() {
            Gate gate = gate("cool-down: G (down > 0 -> !shortage)", "ramp-up: G (up <= step_up)");
            assertThat(gate.admit(at(0, Double.NaN, 5), 7)).isEqualTo(Ruling.ALLOW);
        }
    }

    @Nested
    class Repairs {
        @Test
        void toTheNearestAllowedActionAndNamesTheRule() {
            Gate gate = gate("bounds: G (replicas <= 10)", "ramp-up: G (up <= step_up)");
            assertThat(gate.admit(at(0, 5, 5), 9)).isEqualTo(Ruling.REPAIR);
            assertThat(gate.chosen()).isEqualTo(8);
            assertThat(gate.rule()).isEqualTo("ramp-up");
            assertThat(gate.robustness()).isEqualTo(0);
        }

        @Test
        void toTheGreaterOfTwoEquallyNear() {
            Gate gate = gate("odd: G (replicas != 6)");
            assertThat(gate.admit(at(0, 5, 5), 6)).isEqualTo(Ruling.REPAIR);
            assertThat(gate.chosen()).isEqualTo(7);
        }

        @Test
        void downwardsWhereThatIsNearer() {
            Gate gate = gate("gap: G (replicas <= 5 | replicas >= 9)");
            assertThat(gate.admit(at(0, 5, 5), 6)).isEqualTo(Ruling.REPAIR);
            assertThat(gate.chosen()).isEqualTo(5);
            gate.admit(at(0, 5, 5), 7);
            assertThat(gate.chosen()).isEqualTo(9);
        }

        @Test
        void asFarAsTheEndsOfTheActuator() {
            Gate highest = gate("only: G (replicas >= 12)");
            assertThat(highest.admit(at(0, 5, 5), 1)).isEqualTo(Ruling.REPAIR);
            assertThat(highest.chosen()).isEqualTo(MAX);
            Gate lowest = gate("only: G (replicas <= 1)");
            assertThat(lowest.admit(at(0, 5, 5), 12)).isEqualTo(Ruling.REPAIR);
            assertThat(lowest.chosen()).isEqualTo(MIN);
        }

        @Test
        void byWhatWasCommittedBefore() {
            Gate gate = gate("ramp-down: G (sum_past[0,1](down) <= 3)");
            gate.commit(at(0, 5, 10), 8);
            assertThat(gate.admit(at(1, 5, 8), 5)).isEqualTo(Ruling.REPAIR);
            assertThat(gate.chosen()).isEqualTo(7);
            gate.commit(at(1, 5, 8), 8);
            assertThat(gate.admit(at(2, 5, 8), 5)).isEqualTo(Ruling.ALLOW);
        }
    }

    @Nested
    class Denies {
        @Test
        void whereNothingIsAllowedAndKeepsWhatIsInForce() {
            Gate gate = gate("never: G (replicas > 99)");
            assertThat(gate.admit(at(0, 5, 5), 7)).isEqualTo(Ruling.DENY);
            assertThat(gate.chosen()).isEqualTo(5);
            assertThat(gate.rule()).isEqualTo("never");
            assertThat(gate.robustness()).isNaN();
        }

        @Test
        void whatDependsOnAMissingDemand() {
            Gate gate = gate("enough: G (replicas >= demand)");
            assertThat(gate.admit(at(0, Double.NaN, 5), 7)).isEqualTo(Ruling.DENY);
            assertThat(gate.rule()).isEqualTo("enough");
            assertThat(gate.admit(at(0, 7, 5), 7)).isEqualTo(Ruling.ALLOW);
        }

        @Test
        void takingAwayWhileAShortageCannotBeRuledOut() {
            Gate gate = gate("cool-down: G (down > 0 -> !O[0,2] shortage)");
            gate.commit(at(0, Double.NaN, 5), 5);
            for (int sample = 1; sample <= 2; sample++) {
                assertThat(gate.admit(at(sample, 1, 5), 4)).isEqualTo(Ruling.REPAIR);
                assertThat(gate.chosen()).isEqualTo(5);
                gate.commit(at(sample, 1, 5), 5);
            }
            assertThat(gate.admit(at(3, 1, 5), 4)).isEqualTo(Ruling.ALLOW);
        }

        @Test
        void whenTimeGoesBack() {
            Gate gate = gate("bounds: G (replicas <= 10)");
            gate.commit(at(5, 1, 5), 5);
            assertThat(gate.admit(at(4, 1, 5), 5)).isEqualTo(Ruling.DENY);
            assertThat(gate.rule()).isEqualTo("bounds");
        }

        @Test
        void whenTimeGoesBackWithoutRules() {
            Gate gate = gate();
            gate.commit(at(5, 1, 5), 5);
            assertThat(gate.admit(at(4, 1, 5), 6)).isEqualTo(Ruling.DENY);
            assertThat(gate.chosen()).isEqualTo(5);
            assertThat(gate.rule()).isEmpty();
        }
    }

    @Nested
    class InFlight {
        @Test
        void countsAdditionsFromTheLowest() {
            Gate gate = gate("ramp-up: G (up <= step_up)");
            gate.admit(at(0, 5, new int[] {5, 9}), 9);
            assertThat(gate.chosen()).isEqualTo(8);
        }

        @Test
        void countsRemovalsFromTheHighest() {
            Gate gate = gate("ramp-down: G (down <= 2)");
            gate.admit(at(0, 5, new int[] {5, 9}), 4);
            assertThat(gate.chosen()).isEqualTo(7);
        }

        @Test
        void deniesWhereBothCannotBeKept() {
            Gate gate = gate("ramp-up: G (up <= step_up)", "ramp-down: G (down <= 2)");
            assertThat(gate.admit(at(0, 5, new int[] {2, 9}), 6)).isEqualTo(Ruling.DENY);
            assertThat(gate.chosen()).isEqualTo(2);
        }

        @Test
        void takesAShortageAsPossibleAboveTheLowest() {
            Gate gate = gate("calm: G (replicas < 9 -> !shortage)");
            gate.admit(at(0, 5.5, new int[] {6, 5}), 6);
            assertThat(gate.chosen()).isEqualTo(9);
            assertThat(gate.admit(at(0, 5, new int[] {6, 5}), 6)).isEqualTo(Ruling.ALLOW);
        }
    }

    @Nested
    class Committed {
        @Test
        void countsBreachesAndKeepsTheLeastRobustness() {
            Gate gate = gate("few: G (replicas <= 6)", "many: G (replicas >= 2)");
            assertThat(gate.commit(at(0, 1, 5), 5)).isTrue();
            assertThat(gate.commit(at(1, 1, 5), 8)).isFalse();
            assertThat(gate.commit(at(2, 1, 5), 4)).isTrue();
            assertThat(gate.breaches()).isEqualTo(1);
            assertThat(gate.ledger().holds(0)).isFalse();
            assertThat(gate.ledger().robustness(0)).isEqualTo(-2);
            assertThat(gate.ledger().atRecord(0)).isEqualTo(1);
            assertThat(gate.ledger().holds(1)).isTrue();
            assertThat(gate.ledger().robustness(1)).isEqualTo(2);
            assertThat(gate.ledger().atRecord(1)).isEqualTo(2);
        }

        @Test
        void isForgottenForThatOfAFreshGate() {
            Specification rules = rules("once: G (O (replicas >= 6) -> replicas >= 6)");
            Gate gate = new Gate(rules, MIN, MAX);
            gate.commit(at(0, 1, 5), 6);
            gate.commit(at(1, 1, 5), 5);
            gate.copyFrom(new Gate(rules, MIN, MAX));
            assertThat(gate.breaches()).isZero();
            assertThat(gate.ledger().holds(0)).isTrue();
            assertThat(gate.ledger().robustness(0)).isInfinite();
            assertThat(gate.admit(at(0, 1, 5), 3)).isEqualTo(Ruling.ALLOW);
        }
    }

    @Nested
    class AgainstBruteForce {
        private static final String[] SHAPES = {
            "G (replicas <= %d)",
            "G (replicas >= %d)",
            "G (up <= %d)",
            "G (down <= %d)",
            "G (replicas != %d)",
            "G (sum_past[0,3](down) <= %d)",
            "G (max_past[0,2](up) - up <= %d)",
            "G (down > 0 -> !O[0,%d] shortage)",
            "G (shortage -> replicas >= %d)",
            "G (Y (replicas > %d) -> down == 0)",
            "G (demand > %d -> up > 0 | replicas >= current)",
            "G (count_past[0,4](up > 0) <= %d)",
            "G (replicas <= demand + %d | replicas < 4)",
            "G (H[0,%d] up <= 2 | replicas >= 3)",
            "G ((replicas < 9) S (down <= %d))",
            "G (O[0,%dus] shortage -> down == 0)",
            "G (killed -> up == 0)",
        };

        @Test
        void choosesAnAllowedActionThanWhichNoneIsNearer() {
            int repaired = 0;
            int denied = 0;
            for (long seed = 0; seed < 250; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Specification rules = rules(some(random));
                Gate gate = new Gate(rules, MIN, MAX);
                List<double[][]> rows = new ArrayList<>();
                List<Situation> past = new ArrayList<>();
                for (int sample = 0; sample < 14; sample++) {
                    Situation now = situation(random, sample);
                    int proposed = random.nextInt(MIN, MAX + 1);
                    Ruling ruling = gate.admit(now, proposed);
                    int expected = nearest(rules, past, rows, now, proposed);
                    String where = "seed " + seed + " sample " + sample + " " + rules.rules();
                    if (expected == 0) {
                        assertThat(ruling).as(where).isEqualTo(Ruling.DENY);
                        assertThat(gate.chosen()).as(where).isEqualTo(now.current);
                        denied++;
                    } else {
                        assertThat(gate.chosen()).as(where).isEqualTo(expected);
                        assertThat(ruling)
                                .as(where)
                                .isEqualTo(expected == proposed ? Ruling.ALLOW : Ruling.REPAIR);
                        repaired += expected == proposed ? 0 : 1;
                    }
                    gate.commit(now, gate.chosen());
                    past.add(now);
                    rows.add(row(rules, now, gate.chosen()));
                }
            }
            assertThat(repaired).isGreaterThan(200);
            assertThat(denied).isGreaterThan(200);
        }

        private static String[] some(SplittableRandom random) {
            String[] lines = new String[1 + random.nextInt(4)];
            for (int i = 0; i < lines.length; i++) {
                String shape = SHAPES[random.nextInt(SHAPES.length)];
                lines[i] = "rule-" + i + ": " + shape.formatted(1 + random.nextInt(6));
            }
            return lines;
        }

        private static Situation situation(SplittableRandom random, int sample) {
            int[] inForce = new int[1 + random.nextInt(3)];
            for (int i = 0; i < inForce.length; i++) {
                inForce[i] = random.nextInt(MIN, MAX + 1);
            }
            double demand = random.nextInt(6) == 0 ? Double.NaN : random.nextDouble(MAX);
            Situation situation = at(sample, demand, inForce);
            situation.killed = random.nextInt(8) == 0;
            return situation;
        }

        /// The nearest allowed action, or 0.
        private static int nearest(
                Specification rules,
                List<Situation> past,
                List<double[][]> rows,
                Situation now,
                int proposed) {
            int best = 0;
            for (int action = MAX; action >= MIN; action--) {
                boolean nearer =
                        best == 0 || Math.abs(action - proposed) < Math.abs(best - proposed);
                if (nearer && allowed(rules, past, rows, now, action)) {
                    best = action;
                }
            }
            return best;
        }

        private static boolean allowed(
                Specification rules,
                List<Situation> past,
                List<double[][]> rows,
                Situation now,
                int action) {
            SpecificationMonitor fresh = SpecificationMonitor.of(rules);
            for (int i = 0; i < past.size(); i++) {
                Situation then = past.get(i);
                fresh.push(then.timeNs, then.sample, rows.get(i)[0], rows.get(i)[1]);
            }
            double[][] row = row(rules, now, action);
            return fresh.push(now.timeNs, now.sample, row[0], row[1]) == Verdict.TRUE;
        }

        /// Least and greatest value of each signal, over all capacities that may be in force.
        private static double[][] row(Specification rules, Situation now, int action) {
            int signals = rules.vocabulary().size();
            double[][] row = new double[2][signals];
            java.util.Arrays.fill(row[0], Double.POSITIVE_INFINITY);
            java.util.Arrays.fill(row[1], Double.NEGATIVE_INFINITY);
            for (int inForce = now.lowest; inForce <= now.highest; inForce++) {
                widen(rules, row, "demand", now.demand);
                widen(rules, row, "current", inForce);
                widen(rules, row, "replicas", action);
                widen(rules, row, "up", Math.max(0, action - inForce));
                widen(rules, row, "down", Math.max(0, inForce - action));
                widen(rules, row, "killed", now.killed ? 1 : 0);
                if (Double.isNaN(now.demand)) {
                    widen(rules, row, "shortage", 0);
                    widen(rules, row, "shortage", 1);
                } else {
                    widen(rules, row, "shortage", now.demand > inForce ? 1 : 0);
                }
            }
            return row;
        }

        private static void widen(Specification rules, double[][] row, String name, double value) {
            int signal = rules.vocabulary().index(name);
            row[0][signal] = Math.min(row[0][signal], value);
            row[1][signal] = Math.max(row[1][signal], value);
        }
    }

    @Nested
    class Saved {
        @Test
        void rulesAsBefore() throws IOException {
            String[] lines = {
                "ramp-down: G (sum_past[0,3](down) <= 5)", "calm: G (down > 0 -> !O[0,2] shortage)"
            };
            Gate gate = gate(lines);
            SplittableRandom random = new SplittableRandom(11);
            for (int sample = 0; sample < 50; sample++) {
                step(gate, random, sample);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            gate.writeTo(new DataOutputStream(bytes));
            Gate other = gate(lines);
            other.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            SplittableRandom twin = random.split();
            SplittableRandom same = new SplittableRandom(twin.nextLong());
            SplittableRandom again = new SplittableRandom(12);
            for (int sample = 50; sample < 200; sample++) {
                long seed = again.nextLong() ^ same.nextLong();
                step(gate, new SplittableRandom(seed), sample);
                step(other, new SplittableRandom(seed), sample);
                assertThat(other.chosen()).isEqualTo(gate.chosen());
                assertThat(other.robustness()).isEqualTo(gate.robustness());
            }
            assertThat(other.breaches()).isEqualTo(gate.breaches());
            assertThat(other.ledger().robustness(0)).isEqualTo(gate.ledger().robustness(0));
        }

        private static void step(Gate gate, SplittableRandom random, int sample) {
            Situation now =
                    at(sample, random.nextDouble(MAX), new int[] {random.nextInt(1, 13), 6});
            gate.admit(now, random.nextInt(MIN, MAX + 1));
            gate.commit(now, gate.chosen());
        }
    }

    @Nested
    class Hot {
        @Test
        void allocatesNothing() {
            Gate gate =
                    gate("ramp-down: G (sum_past[0,3](down) <= 5)", "ramp-up: G (up <= step_up)");
            Situation now = at(0, 5, 5);
            run(gate, now, 20_000);
            assertThat(Allocation.bytes(() -> run(gate, now, 100_000))).isLessThan(10_000);
        }

        private static void run(Gate gate, Situation now, int times) {
            for (int i = 0; i < times; i++) {
                now.sample++;
                now.timeNs += 1_000;
                now.current = 1 + i % MAX;
                now.lowest = now.current;
                now.highest = now.current;
                gate.admit(now, 1 + i * 7 % MAX);
                gate.commit(now, gate.chosen());
            }
        }
    }

    @Nested
    class Room {
        @Test
        void isRefusedBeforeAnythingIsCommitted() {
            Gate gate = gate("calm: G (sum_past[0,1h](up) <= 100)");
            for (int sample = 0; sample < 4096; sample++) {
                Situation now = at(sample, 1, 5);
                gate.requireRoom(now, 5);
                gate.commit(now, 5);
            }
            Situation over = at(4096, 1, 5);
            assertThatThrownBy(() -> gate.requireRoom(over, 5))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(Refusal.Code.LIMIT));
            assertThat(gate.allows(at(4095, 1, 5), 5)).isTrue();
        }
    }
}
