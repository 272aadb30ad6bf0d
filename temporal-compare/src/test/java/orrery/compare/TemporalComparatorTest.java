package orrery.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.TemporalComparator.Occurrence;
import orrery.compare.TemporalComparator.Recurring;
import orrery.compare.TemporalComparator.Similar;
import orrery.compare.edit.EditDistance;
import orrery.compare.edit.EditMeasure;
import orrery.compare.edit.Symbols;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;
import orrery.compare.warping.StepCost;
import orrery.timeline.Refusal;

class TemporalComparatorTest {
    private final TemporalComparator comparator = TemporalComparator.of(ComparatorSettings.usual());

    private static double[] walk(SplittableRandom chance, int n) {
        double[] walk = new double[n];
        for (int i = 1; i < n; i++) {
            walk[i] = walk[i - 1] + chance.nextDouble() - 0.5;
        }
        return walk;
    }

    @Nested
    class Comparing {
        @Test
        void givesTheDistanceOfTheMeasureTheFirstTimeAndLater() {
            SplittableRandom chance = new SplittableRandom(1);
            ElasticDistance dtw = ElasticDistance.of(new Elastic.Dtw(StepCost.SQUARED));
            EditDistance edit = EditDistance.of(EditMeasure.LEVENSHTEIN);
            for (int run = 0; run < 60; run++) {
                double[] a = walk(chance, 1 + chance.nextInt(80));
                double[] b = walk(chance, 1 + chance.nextInt(80));
                int[] s = chance.ints(chance.nextInt(200), 0, 4).toArray();
                int[] t = chance.ints(chance.nextInt(200), 0, 4).toArray();
                for (int time = 0; time < 2; time++) {
                    assertThat(comparator.compare(a, b, Algorithm.dtw()))
                            .as("seed 1, run " + run)
                            .isEqualTo(dtw.compare(a, b).distance());
                    assertThat(comparator.compare(s, t, Algorithm.editDistance()))
                            .isEqualTo(edit.distance(Symbols.of(s), Symbols.of(t)));
                }
            }
            assertThat(comparator.usage().hits()).isPositive();
            assertThat(comparator.usage().misses()).isEqualTo(comparator.usage().hits());
        }

        @Test
        void isTheSameWithPlainKernels() {
            TemporalComparator plain =
                    TemporalComparator.of(ComparatorSettings.usual().withSimd(false));
            SplittableRandom chance = new SplittableRandom(2);
            for (int run = 0; run < 30; run++) {
                double[] a = walk(chance, 100);
                double[] b = walk(chance, 100);
                for (Algorithm algorithm : List.of(Algorithm.dtw(5), Algorithm.euclidean())) {
                    assertThat(plain.compare(a, b, algorithm))
                            .isEqualTo(comparator.compare(a, b, algorithm));
                }
                assertThat(plain.detectPattern(a, walk(chance, 10))).isNotNull();
            }
        }

        @Test
        void keepsOnlyWhatIsWorthIt() {
            comparator.compare(new double[500], new double[500], Algorithm.euclidean());
            comparator.compare(new double[500], new double[500], Algorithm.dtw(1));
            comparator.compare(new double[5], new double[5], Algorithm.dtw());
            assertThat(comparator.usage().cached()).isZero();
            comparator.compare(new double[500], new double[500], Algorithm.dtw(50));
            assertThat(comparator.usage().cached()).isEqualTo(1);
        }
    }

    @Nested
    class Finding {
        @Test
        void givesAllWithinTheThreshold() {
            SplittableRandom chance = new SplittableRandom(3);
            double[] query = walk(chance, 30);
            List<Similar> expected = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                double[] one = walk(chance, 20 + chance.nextInt(20));
                comparator.add("s" + i, one);
                double distance = comparator.compare(query, one, Algorithm.dtw());
                if (distance <= 3) {
                    expected.add(new Similar("s" + i, distance));
                }
            }
            expected.sort(java.util.Comparator.comparingDouble(Similar::distance));
            assertThat(expected).isNotEmpty().hasSizeLessThan(50);
            assertThat(comparator.findSimilar(query, 3)).isEqualTo(expected);
        }

        @Test
        void isTheSameByTheIndexAndByAScanOfAll() {
            for (int seed = 0; seed < 200; seed++) {
                SplittableRandom chance = new SplittableRandom(seed);
                TemporalComparator one =
                        TemporalComparator.of(
                                ComparatorSettings.usual().withSimd(chance.nextBoolean()));
                Algorithm algorithm =
                        chance.nextBoolean() ? Algorithm.dtw() : Algorithm.dtw(chance.nextInt(6));
                List<double[]> added = new ArrayList<>();
                boolean sameLength = chance.nextBoolean();
                for (int i = 0; i < 1 + seed % 40; i++) {
                    added.add(walk(chance, sameLength ? 20 : 15 + chance.nextInt(10)));
                    one.add("s" + i, added.getLast());
                }
                double[] query = chance.nextInt(4) == 0 ? added.getFirst() : walk(chance, 20);
                double[] distances =
                        added.stream()
                                .mapToDouble(series -> one.compare(query, series, algorithm))
                                .toArray();
                double threshold = distances[chance.nextInt(distances.length)];
                List<Similar> expected = new ArrayList<>();
                for (int i = 0; i < distances.length; i++) {
                    if (distances[i] <= threshold) {
                        expected.add(new Similar("s" + i, distances[i]));
                    }
                }
                expected.sort(java.util.Comparator.comparingDouble(Similar::distance));
                assertThat(one.findSimilar(query, threshold, algorithm))
                        .as("seed " + seed)
                        .isEqualTo(expected);
            }
        }

        @Test
        void knowsWhatWasAddedAndRemovedSinceTheLastSearch() {
            comparator.add("a", new double[] {1, 2});
            comparator.add("b", new double[] {1, 2});
            long before = comparator.usage().bytes();
            assertThat(comparator.findSimilar(new double[] {1, 2}, 0)).hasSize(2);
            assertThat(comparator.usage().bytes()).isGreaterThan(before);
            comparator.remove("a");
            assertThat(comparator.usage().bytes()).isLessThan(before);
            assertThat(comparator.findSimilar(new double[] {1, 2}, 0))
                    .containsExactly(new Similar("b", 0));
            comparator.add("c", new double[] {1, 2});
            assertThat(comparator.findSimilar(new double[] {1, 2}, 0)).hasSize(2);
        }

        @Test
        void givesSymbolsWithinTheThreshold() {
            comparator.add("a", new int[] {1, 2, 3});
            comparator.add("b", new int[] {1, 2, 4, 5, 6});
            comparator.add("c", new int[] {1, 2, 3, 4});
            assertThat(comparator.findSimilar(new int[] {1, 2, 3, 4}, 1, Algorithm.editDistance()))
                    .containsExactly(new Similar("c", 0), new Similar("a", 1));
        }

        @Test
        void givesThePlacesOfAPattern() {
            double[] series = new double[200];
            double[] pattern = new double[40];
            for (int i = 0; i < 40; i++) {
                pattern[i] = Math.sin(i * Math.PI / 20);
                series[30 + i] = 5 * pattern[i];
                series[130 + i] = 2 * pattern[i];
            }
            assertThat(comparator.detectPattern(series, pattern))
                    .extracting(Occurrence::start)
                    .contains(30, 130);
            assertThat(comparator.detectPattern(new int[] {1, 1, 1, 2}, new int[] {1, 1}))
                    .containsExactly(new Occurrence(0, 0), new Occurrence(1, 0));
        }

        @Test
        void givesRunsThatComeAgain() {
            comparator.add("a", new int[] {1, 2, 3, 9});
            comparator.add("b", new int[] {7, 1, 2, 3});
            comparator.add("c", new int[] {1, 2, 7, 3});
            assertThat(comparator.detectRecurringPatterns(2))
                    .containsExactly(
                            new Recurring(List.of(1, 2), 3),
                            new Recurring(List.of(1, 2, 3), 2),
                            new Recurring(List.of(2, 3), 2));
        }
    }

    @Nested
    class Refuses {
        private static void refused(Refusal.Code code, Runnable run) {
            assertThatThrownBy(run::run)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
        }

        @Test
        void moreThanItsLimits() {
            double[] longest = new double[1000];
            comparator.add("longest", longest);
            refused(Refusal.Code.TOO_LONG, () -> comparator.add("over", new double[1001]));
            refused(Refusal.Code.TOO_LONG, () -> comparator.add("over", new int[1001]));
            refused(
                    Refusal.Code.LIMIT,
                    () -> TemporalComparator.of(ComparatorSettings.usual().withMemory(10_000)));
            refused(Refusal.Code.OUT_OF_RANGE, () -> ComparatorSettings.usual().withCache(0));
        }

        @Test
        void whatTheBudgetHasNoRoomFor() {
            TemporalComparator small =
                    TemporalComparator.of(
                            ComparatorSettings.usual().withCache(10).withMemory(20_000));
            long before = small.usage().bytes();
            small.add("one", new double[1000]);
            long with = small.usage().bytes();
            assertThat(with - before).isGreaterThanOrEqualTo(8000);
            small.add("one", new double[1000]);
            assertThat(small.usage().bytes()).isEqualTo(with);
            refused(
                    Refusal.Code.LIMIT,
                    () -> {
                        small.add("two", new double[1000]);
                        small.add("three", new double[1000]);
                    });
            small.remove("one");
            small.remove("two");
            assertThat(small.usage().bytes()).isEqualTo(before);
        }

        @Test
        void theWrongAlgorithm() {
            refused(
                    Refusal.Code.NOT_PERMITTED,
                    () -> comparator.compare(new double[2], new double[2], Algorithm.lcs()));
            refused(
                    Refusal.Code.NOT_PERMITTED,
                    () -> comparator.compare(new int[2], new int[2], Algorithm.dtw()));
        }
    }
}
