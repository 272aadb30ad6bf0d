package orrery.compare.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ElasticFrameTest {
    private static List<StepCosts> measures() {
        return List.of(
                PointCosts.warping(true, 0),
                PointCosts.warping(false, 0.3),
                PointCosts.weighted(true, 0.2),
                PointCosts.bottleneck(),
                PointCosts.soft(0.5),
                ThresholdCosts.commonSubsequence(0.5, false),
                ThresholdCosts.edits(0.5, true),
                new GapCosts(0.1, false, GapCosts.Border.CUMULATIVE),
                new GapCosts(0, true, GapCosts.Border.TOTAL),
                new GapCosts(0.2, true, GapCosts.Border.PAIRED),
                new MoveCosts(0.3, false),
                new TimeCosts(0.01, 0.4, true, false),
                new TimeCosts(0.01, 0.4, true, true),
                new TimeCosts(0.1, 0.4, false, false));
    }

    private static double[][] padded(SplittableRandom random, int channels, int length, int lanes) {
        double[][] y = new double[channels][(length + 1) * lanes];
        boolean ties = random.nextInt(3) == 0;
        for (double[] channel : y) {
            for (int k = lanes; k < channel.length; k++) {
                channel[k] = ties ? random.nextInt(3) : random.nextGaussian();
            }
        }
        return y;
    }

    private static double[][] lane(double[][] y, int lane, int lanes) {
        double[][] one = new double[y.length][y[0].length / lanes];
        for (int c = 0; c < y.length; c++) {
            for (int j = 0; j < one[c].length; j++) {
                one[c][j] = y[c][j * lanes + lane];
            }
        }
        return one;
    }

    @Nested
    class ABatch {
        @Test
        void givesEachLaneTheBitsOfASinglePair() {
            for (int seed = 0; seed < 400; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                StepCosts costs = measures().get(seed % measures().size());
                ElasticFrame batch = ElasticFrame.batch(costs);
                ElasticFrame plain = ElasticFrame.plainBatch(costs, batch.lanes());
                ElasticFrame single = ElasticFrame.single(costs);
                int channels = 1 + random.nextInt(3);
                int n = 1 + random.nextInt(30);
                int m = 1 + random.nextInt(30);
                double[][] x = padded(random, channels, n, 1);
                double[][] y = padded(random, channels, m, batch.lanes());
                ElasticBand band = ElasticBand.around(n, m, random.nextInt(31));
                double cutoff =
                        random.nextBoolean() ? Double.POSITIVE_INFINITY : 20 * random.nextDouble();
                double[] fromBatch = new double[batch.lanes()];
                double[] fromPlain = new double[batch.lanes()];
                batch.run(x, y, band, cutoff, fromBatch);
                plain.run(x, y, band, cutoff, fromPlain);
                assertThat(fromBatch).as("seed %d", seed).containsExactly(fromPlain);
                assertThat(batch.cells()).isEqualTo(plain.cells());
                double[] alone = new double[1];
                for (int l = 0; l < batch.lanes(); l++) {
                    single.run(x, lane(y, l, batch.lanes()), band, cutoff, alone);
                    if (alone[0] <= cutoff || fromBatch[l] <= cutoff) {
                        assertThat(fromBatch[l])
                                .as("seed %d, lane %d", seed, l)
                                .isEqualTo(alone[0]);
                    }
                }
            }
        }
    }

    @Nested
    class AFullTable {
        @Test
        void hasTheBitsOfItsPlainTwins() {
            for (int seed = 0; seed < 200; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                int n = 1 + random.nextInt(20);
                int m = 1 + random.nextInt(20);
                int lanes = MatrixLanes.DOUBLES.length();
                double[] x = padded(random, 1, n, 1)[0];
                double[] y = padded(random, 1, m, lanes)[0];
                double[] found = new double[lanes];
                double[] expected = new double[lanes];
                MatrixLanes.costs(x, y, new double[y.length], found);
                ElasticFrame.plainBatch(PointCosts.warping(true, 0), lanes)
                        .run(
                                new double[][] {x},
                                new double[][] {y},
                                ElasticBand.full(n, m),
                                Double.POSITIVE_INFINITY,
                                expected);
                assertThat(found).as("seed %d", seed).containsExactly(expected);
                float[] floats = floats(padded(random, 1, m, MatrixLanes.FLOATS.length())[0]);
                float[] fromLanes = new float[MatrixLanes.FLOATS.length()];
                float[] fromPlain = new float[fromLanes.length];
                MatrixLanes.costs(floats(x), floats, new float[floats.length], fromLanes);
                FullWarping.plain(floats(x), floats, new float[floats.length], fromPlain);
                assertThat(fromLanes).as("seed %d", seed).containsExactly(fromPlain);
            }
        }

        private float[] floats(double[] values) {
            float[] floats = new float[values.length];
            for (int k = 0; k < floats.length; k++) {
                floats[k] = (float) values[k];
            }
            return floats;
        }
    }

    @Nested
    class APath {
        @Test
        void costsTheSameHoweverOftenTheTableIsHalved() {
            for (int seed = 0; seed < 300; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                StepCosts costs = measures().get(seed % measures().size());
                if (costs.form() == StepCosts.Form.SOFT) {
                    continue;
                }
                int n = 1 + random.nextInt(40);
                int m = 1 + random.nextInt(40);
                double[][] x = padded(random, 1, n, 1);
                double[][] y = padded(random, 1, m, 1);
                ElasticBand band = ElasticBand.around(n, m, random.nextInt(41));
                double[] expected = new double[1];
                ElasticFrame.single(costs).run(x, y, band, Double.POSITIVE_INFINITY, expected);
                for (int tableMax : new int[] {0, 20, 200, 1 << 20}) {
                    ElasticPath path = new ElasticPath(costs, band, ElasticEnds.CLOSED, tableMax);
                    String name = "seed " + seed + ", table " + tableMax;
                    assertThat(path.find(x, y)).as(name).isEqualTo(expected[0]);
                    double along = along(costs, path, x, y);
                    double scale = Math.max(1, expected[0]);
                    assertThat(Math.abs(along - expected[0])).as(name).isLessThan(1e-9 * scale);
                }
            }
        }

        // Adds up what the steps of a path cost; the border has its own costs.
        private double along(StepCosts costs, ElasticPath path, double[][] x, double[][] y) {
            ElasticGrid grid = new ElasticGrid(1);
            grid.set(x, y);
            int m = grid.columns();
            grid.clear();
            costs.firstRow(grid, m);
            double[] firstRow = grid.row().clone();
            firstRow[0] = 0;
            int[] xs = path.xs();
            int[] ys = path.ys();
            double way = 0;
            int i = 0;
            int j = 0;
            for (int k = 0; k < xs.length; k++) {
                int di = xs[k] + 1 - i;
                int dj = ys[k] + 1 - j;
                assertThat(di >= 0 && dj >= 0 && di <= 1 && dj <= 1 && di + dj > 0).isTrue();
                i += di;
                j += dj;
                if (i == 0) {
                    way = firstRow[j];
                } else if (j == 0) {
                    way = costs.firstColumn(grid, i, way);
                } else {
                    costs.fill(grid, i, j, j + 1);
                    way = step(costs, grid, way, di, dj, j);
                }
            }
            return way;
        }

        private double step(StepCosts costs, ElasticGrid grid, double way, int di, int dj, int j) {
            double cost = grid.diagonal()[j];
            if (costs.form() == StepCosts.Form.BOTTLENECK) {
                return Math.max(way, cost);
            }
            if (di + dj == 2) {
                return way + cost;
            }
            if (costs.form() == StepCosts.Form.WARP) {
                return way + costs.penalty() + cost;
            }
            return way + (di == 1 ? grid.down()[j] : grid.right()[j]);
        }
    }
}
