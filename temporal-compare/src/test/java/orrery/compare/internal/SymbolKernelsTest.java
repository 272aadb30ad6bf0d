package orrery.compare.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SymbolKernelsTest {
    private static int[] numbers(SplittableRandom chance, int length, int from, int symbols) {
        return chance.ints(length, from, symbols + 1).toArray();
    }

    @Nested
    class TheVectorisedKernels {
        @Test
        void giveTheEditDistancesOfThePlainOnes() {
            SplittableRandom chance = new SplittableRandom(1);
            EditMatrix plain = new EditMatrix(false);
            EditMatrix vectorised = new EditMatrix(true);
            for (int run = 0; run < 400; run++) {
                int symbols = 1 + chance.nextInt(run % 2 == 0 ? 4 : 500);
                int n = chance.nextInt(run % 20 == 0 ? 18_000 : 2000);
                int m = chance.nextInt(300);
                int[] a = numbers(chance, n, 1, symbols);
                int[] b = numbers(chance, m, 0, symbols);
                EditPair pair = new EditPair(a, n, b, m, symbols);
                String as = "seed 1, run " + run;
                assertThat(vectorised.lcs(pair)).as(as).isEqualTo(plain.lcs(pair));
                for (int limit : new int[] {n + m, n, chance.nextInt(1 + n)}) {
                    assertThat(vectorised.distance(EditMatrix.Kind.LEVENSHTEIN, pair, limit))
                            .as(as)
                            .isEqualTo(plain.distance(EditMatrix.Kind.LEVENSHTEIN, pair, limit));
                }
            }
        }

        @Test
        void moveTwoGroupsOfSpringAtOnceAsThePlainOnes() {
            SplittableRandom chance = new SplittableRandom(3);
            SpringColumns[] plain = new SpringColumns[4];
            SpringColumns[] vectorised = new SpringColumns[4];
            for (int g = 0; g < plain.length; g++) {
                // The first two go together, the last two do not.
                int rows = g == 3 ? 7 : 12;
                plain[g] = new SpringColumns(rows, 1);
                vectorised[g] = new SpringColumns(rows, 1);
                for (int lane = 0; lane < SpringColumns.LANES; lane++) {
                    double[][] query = {chance.doubles(rows - lane % 3, -1, 1).toArray()};
                    plain[g].query(lane, query);
                    vectorised[g].query(lane, query);
                }
            }
            for (int tick = 0; tick < 2000; tick++) {
                double[] sample = {chance.nextInt(3) - 1};
                SpringColumns.advance(plain, sample, tick, false);
                SpringColumns.advance(vectorised, sample, tick, true);
                for (int g = 0; g < plain.length; g++) {
                    assertThat(vectorised[g].distances()).isEqualTo(plain[g].distances());
                    assertThat(vectorised[g].starts()).isEqualTo(plain[g].starts());
                }
            }
        }

        @Test
        void moveTheColumnsOfSpringAsThePlainOnes() {
            SplittableRandom chance = new SplittableRandom(2);
            for (int channels = 1; channels <= 3; channels++) {
                SpringColumns plain = new SpringColumns(40, channels);
                SpringColumns vectorised = new SpringColumns(40, channels);
                for (int lane = 0; lane < SpringColumns.LANES; lane++) {
                    double[][] query = new double[channels][];
                    for (int c = 0; c < channels; c++) {
                        query[c] = chance.doubles(5 + 5L * lane, -1, 1).toArray();
                    }
                    plain.query(lane, query);
                    vectorised.query(lane, query);
                }
                for (int tick = 0; tick < 2000; tick++) {
                    double[] sample = chance.doubles(channels, -1, 1).toArray();
                    plain.advance(sample, tick, false);
                    vectorised.advance(sample, tick, true);
                    assertThat(vectorised.distances()).isEqualTo(plain.distances());
                    assertThat(vectorised.starts()).isEqualTo(plain.starts());
                }
            }
        }
    }
}
