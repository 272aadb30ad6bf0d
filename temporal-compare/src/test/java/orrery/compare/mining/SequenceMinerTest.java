package orrery.compare.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class SequenceMinerTest {
    private static final int RUNS = 150;

    /// Takes patterns into a map, in their order.
    private static final class Patterns implements PatternListener {
        private final Map<String, Integer> found = new LinkedHashMap<>();

        @Override
        public boolean pattern(int[] pattern, int length, int support) {
            assertThat(found.put(PlainMining.text(pattern, length), support)).isNull();
            return true;
        }
    }

    private static MiningSettings support(int least) {
        return MiningSettings.withSupport(least).withLength(1, 5);
    }

    private static SequenceMiner miner(
            SequenceMiner.Engine engine, List<int[][]> sequences, MiningSettings settings) {
        return SequenceMiner.by(engine, SequenceDatabase.ofSets(sequences), settings);
    }

    @Nested
    class All {
        @Test
        void areThoseOfTryingAllWithBothEngines() {
            SplittableRandom chance = new SplittableRandom(1);
            for (int run = 0; run < RUNS; run++) {
                List<int[][]> sequences = PlainMining.random(chance, run % 2 == 0);
                MiningSettings settings =
                        MiningSettings.withSupport(1 + chance.nextInt(3))
                                .withLength(1, 1 + chance.nextInt(6));
                Map<String, Integer> expected = PlainMining.frequent(sequences, settings);
                for (SequenceMiner.Engine engine : SequenceMiner.Engine.values()) {
                    Patterns patterns = new Patterns();
                    assertThat(miner(engine, sequences, settings).all(patterns))
                            .isEqualTo(expected.size());
                    assertThat(patterns.found)
                            .as(engine + ", seed 1, run " + run)
                            .containsExactlyInAnyOrderEntriesOf(expected);
                }
            }
        }

        @Test
        void withinGapAndWindowAreThoseOfTryingAll() {
            SplittableRandom chance = new SplittableRandom(2);
            for (int run = 0; run < RUNS; run++) {
                List<int[][]> sequences = PlainMining.random(chance, run % 2 == 0);
                MiningSettings settings = support(1 + chance.nextInt(2));
                if (run % 3 != 0) {
                    settings = settings.withGap(1 + chance.nextInt(3));
                }
                if (run % 3 != 1) {
                    settings = settings.withWindow(1 + chance.nextInt(5));
                }
                Patterns patterns = new Patterns();
                SequenceMiner.of(SequenceDatabase.ofSets(sequences), settings).all(patterns);
                assertThat(patterns.found)
                        .as(settings + ", seed 2, run " + run)
                        .containsExactlyInAnyOrderEntriesOf(
                                PlainMining.frequent(sequences, settings));
            }
        }

        @Test
        void areTheSameInLongSequences() {
            SplittableRandom chance = new SplittableRandom(3);
            for (int run = 0; run < 20; run++) {
                List<int[]> sequences = new ArrayList<>();
                for (int s = 0; s < 40; s++) {
                    sequences.add(
                            chance.ints(chance.nextInt(200), 0, 150).map(i -> i * 3).toArray());
                }
                SequenceDatabase database = SequenceDatabase.of(sequences);
                MiningSettings settings = MiningSettings.withSupport(12);
                Patterns projected = new Patterns();
                Patterns mapped = new Patterns();
                SequenceMiner.by(SequenceMiner.Engine.PROJECTION, database, settings)
                        .all(projected);
                SequenceMiner.by(SequenceMiner.Engine.BITMAP, database, settings).all(mapped);
                assertThat(mapped.found.entrySet())
                        .as("seed 3, run " + run)
                        .containsExactlyInAnyOrderElementsOf(projected.found.entrySet());
            }
        }

        @Test
        void comeInTheSameOrderFromSeveralThreads() {
            SplittableRandom chance = new SplittableRandom(4);
            for (int run = 0; run < 40; run++) {
                List<int[][]> sequences = PlainMining.random(chance, run % 2 == 0);
                Patterns one = new Patterns();
                Patterns three = new Patterns();
                SequenceDatabase database = SequenceDatabase.ofSets(sequences);
                SequenceMiner.of(database, support(1)).all(one);
                SequenceMiner.of(database, support(1).withThreads(3)).all(three);
                assertThat(List.copyOf(three.found.entrySet()))
                        .as("seed 4, run " + run)
                        .isEqualTo(List.copyOf(one.found.entrySet()));
            }
        }

        @Test
        void stopWhenTheListenerHasEnough() {
            SequenceDatabase database = SequenceDatabase.of(List.of(new int[] {1, 2, 3, 4, 5, 6}));
            for (int threads = 1; threads < 3; threads++) {
                int[] left = {5};
                long handed =
                        SequenceMiner.of(database, support(1).withThreads(threads))
                                .all((pattern, length, found) -> --left[0] > 0);
                assertThat(handed).isEqualTo(5);
            }
        }

        @Test
        void areNoneInAnEmptyDatabase() {
            Patterns patterns = new Patterns();
            assertThat(SequenceMiner.of(SequenceDatabase.of(List.of()), support(1)).all(patterns))
                    .isZero();
        }
    }

    @Nested
    class Fewer {
        @Test
        void areTheClosedOnes() {
            SplittableRandom chance = new SplittableRandom(5);
            for (int run = 0; run < RUNS; run++) {
                List<int[][]> sequences = PlainMining.random(chance, run % 2 == 0);
                MiningSettings settings = support(1 + chance.nextInt(2));
                Map<String, Integer> expected =
                        PlainMining.unextended(PlainMining.frequent(sequences, settings), true);
                Patterns closed = new Patterns();
                SequenceMiner.of(SequenceDatabase.ofSets(sequences), settings).closed(closed);
                assertThat(closed.found)
                        .as("seed 5, run " + run)
                        .containsExactlyInAnyOrderEntriesOf(expected);
            }
        }

        @Test
        void areTheMaximalOnes() {
            SplittableRandom chance = new SplittableRandom(6);
            for (int run = 0; run < RUNS; run++) {
                List<int[][]> sequences = PlainMining.random(chance, run % 2 == 0);
                MiningSettings settings = support(1 + chance.nextInt(3));
                Map<String, Integer> expected =
                        PlainMining.unextended(PlainMining.frequent(sequences, settings), false);
                Patterns maximal = new Patterns();
                SequenceMiner.of(SequenceDatabase.ofSets(sequences), settings).maximal(maximal);
                assertThat(maximal.found)
                        .as("seed 6, run " + run)
                        .containsExactlyInAnyOrderEntriesOf(expected);
            }
        }

        @Test
        void areTheMostFrequentOnes() {
            SplittableRandom chance = new SplittableRandom(7);
            for (int run = 0; run < RUNS; run++) {
                List<int[][]> sequences = PlainMining.random(chance, run % 2 == 0);
                int k = 1 + chance.nextInt(12);
                List<Integer> expected =
                        PlainMining.frequent(sequences, support(1)).values().stream()
                                .sorted(Comparator.reverseOrder())
                                .limit(k)
                                .toList();
                for (SequenceMiner.Engine engine : SequenceMiner.Engine.values()) {
                    Patterns best = new Patterns();
                    miner(engine, sequences, support(1)).topK(k, best);
                    assertThat(List.copyOf(best.found.values()))
                            .as(engine + ", seed 7, run " + run)
                            .isEqualTo(expected);
                }
            }
        }

        @Test
        void areAtLeastOfALength() {
            SequenceDatabase database = SequenceDatabase.of(List.of(new int[] {1, 2, 3}));
            Patterns patterns = new Patterns();
            SequenceMiner.of(database, support(1).withLength(2, 2)).all(patterns);
            assertThat(patterns.found.keySet())
                    .containsExactly("1 -1 2 -1 ", "1 -1 3 -1 ", "2 -1 3 -1 ");
        }
    }

    @Nested
    class Rules {
        @Test
        void areCutsOfPatternsWithTheirConfidence() {
            SequenceDatabase database =
                    SequenceDatabase.of(
                            List.of(new int[] {1, 2}, new int[] {1, 2, 3}, new int[] {1}));
            List<SequentialRule> rules = new ArrayList<>();
            SequenceMiner.of(database, support(1)).rules(0.5, rules::add);
            assertThat(rules)
                    .containsExactly(
                            new SequentialRule(List.of(1, -1), List.of(2, -1), 2, 2 / 3.0),
                            new SequentialRule(List.of(1, -1, 2, -1), List.of(3, -1), 1, 0.5),
                            new SequentialRule(List.of(2, -1), List.of(3, -1), 1, 0.5));
        }

        @Test
        void areThoseOfTheSupports() {
            SplittableRandom chance = new SplittableRandom(8);
            for (int run = 0; run < 100; run++) {
                List<int[][]> sequences = PlainMining.random(chance, false);
                Map<String, Integer> all = PlainMining.frequent(sequences, support(1));
                Set<String> found = new TreeSet<>();
                SequenceMiner.of(SequenceDatabase.ofSets(sequences), support(1))
                        .rules(
                                0.4,
                                rule -> {
                                    assertThat(
                                                    found.add(
                                                            text(rule.before())
                                                                    + "=> "
                                                                    + text(rule.after())))
                                            .isTrue();
                                    int both =
                                            all.getOrDefault(
                                                    text(rule.before()) + text(rule.after()), 0);
                                    int before = all.getOrDefault(text(rule.before()), 0);
                                    assertThat(rule.support()).isEqualTo(both);
                                    assertThat(rule.confidence())
                                            .isEqualTo(both / (double) before)
                                            .isGreaterThanOrEqualTo(0.4);
                                    return true;
                                });
                assertThat(found).as("seed 8, run " + run).isEqualTo(cuts(all, 0.4));
            }
        }

        private static Set<String> cuts(Map<String, Integer> all, double confidence) {
            Set<String> cuts = new TreeSet<>();
            for (Map.Entry<String, Integer> one : all.entrySet()) {
                String pattern = one.getKey();
                int at = pattern.indexOf("-1 ") + 3;
                for (; at < pattern.length(); at = pattern.indexOf("-1 ", at) + 3) {
                    String before = pattern.substring(0, at);
                    if (one.getValue() / (double) all.getOrDefault(before, 0) >= confidence) {
                        cuts.add(before + "=> " + pattern.substring(at));
                    }
                }
            }
            return cuts;
        }

        private static String text(List<Integer> items) {
            return items.stream().map(item -> item + " ").collect(Collectors.joining());
        }
    }

    @Nested
    class Refuses {
        private static void refused(Refusal.Code code, Runnable run) {
            assertThatThrownBy(run::run)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
        }

        private static SequenceMiner small(MiningSettings settings) {
            return SequenceMiner.of(SequenceDatabase.of(List.of(new int[] {1})), settings);
        }

        @Test
        void numbersOutOfRange() {
            refused(Refusal.Code.OUT_OF_RANGE, () -> MiningSettings.withSupport(0));
            refused(Refusal.Code.OUT_OF_RANGE, () -> support(1).withLength(0, 1));
            refused(Refusal.Code.OUT_OF_RANGE, () -> support(1).withLength(1, 1001));
            refused(Refusal.Code.OUT_OF_RANGE, () -> support(1).withGap(0));
            refused(Refusal.Code.OUT_OF_RANGE, () -> support(1).withWindow(0));
            refused(Refusal.Code.OUT_OF_RANGE, () -> support(1).withThreads(65));
            refused(Refusal.Code.OUT_OF_RANGE, () -> small(support(1)).topK(0, new Patterns()));
            refused(Refusal.Code.OUT_OF_RANGE, () -> small(support(1)).rules(0, rule -> true));
            refused(Refusal.Code.OUT_OF_RANGE, () -> small(support(1)).rules(1.1, rule -> true));
        }

        @Test
        void closedPatternsWithinAGap() {
            refused(
                    Refusal.Code.NOT_PERMITTED,
                    () -> small(support(1).withGap(1)).closed(new Patterns()));
            refused(
                    Refusal.Code.NOT_PERMITTED,
                    () -> small(support(1).withWindow(2)).maximal(new Patterns()));
        }

        @Test
        void projectionWithinAGap() {
            refused(
                    Refusal.Code.NOT_PERMITTED,
                    () -> miner(SequenceMiner.Engine.PROJECTION, List.of(), support(1).withGap(1)));
        }
    }
}
