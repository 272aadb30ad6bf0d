package orrery.compare.summary;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import orrery.compare.warping.Alignment;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;

/// Barycentres by what the alignments of the series with them say.
final class PathMeans {
    private static final double FIRST_STEP = 0.05;
    private static final double LAST_STEP = 0.005;

    private final SeriesSet set;
    private final ElasticDistance measure;

    PathMeans(SeriesSet set, Averaging averaging) {
        this.set = set;
        this.measure = ElasticDistance.of(averaging.measure(), averaging.window());
    }

    Barycentre petitjean(double[][] start, Barycentre.Descent descent) {
        double[][] now = SeriesSet.copy(start);
        double[][] sums = new double[now.length][now[0].length];
        double[] shares = new double[now[0].length];
        while (true) {
            for (double[] sum : sums) {
                Arrays.fill(sum, 0);
            }
            Arrays.fill(shares, 0);
            double inertia = 0;
            for (int i = 0; i < set.size(); i++) {
                if (set.weight(i) == 0) {
                    continue;
                }
                Alignment way = measure.align(now, set.view(i));
                inertia += set.weight(i) * way.cost();
                gather(way, i, now[0].length, sums, shares);
            }
            if (!descent.note(now, inertia)) {
                return descent.found();
            }
            for (int c = 0; c < now.length; c++) {
                for (int t = 0; t < shares.length; t++) {
                    now[c][t] = shares[t] > 0 ? sums[c][t] / shares[t] : now[c][t];
                }
            }
        }
    }

    private void gather(Alignment way, int index, int length, double[][] sums, double[] shares) {
        double[][] series = set.view(index);
        for (int k = 0; k < way.length(); k++) {
            int to = way.x(k);
            int from = way.y(k);
            if (to < 0 || from < 0) {
                continue;
            }
            double share = set.weight(index) * weight(to - from, length, series[0].length);
            shares[to] += share;
            for (int c = 0; c < series.length; c++) {
                sums[c][to] += share * series[c][from];
            }
        }
    }

    // What WDTW multiplies the cost of a pair by.
    private double weight(int lag, int n, int m) {
        return measure.measure() instanceof Elastic.WeightedDtw(var steepness)
                ? 1 / (1 + Math.exp(-steepness * (Math.abs(lag) - Math.max(n, m) / 2.0)))
                : 1;
    }

    Barycentre subgradient(double[][] start, Barycentre.Descent descent, RandomGenerator random) {
        double[][] now = SeriesSet.copy(start);
        int[] order = new int[set.size()];
        Arrays.setAll(order, i -> i);
        double heaviest = 0;
        for (int i = 0; i < order.length; i++) {
            heaviest = Math.max(heaviest, set.weight(i));
        }
        double step = FIRST_STEP;
        double fall = (FIRST_STEP - LAST_STEP) / order.length;
        double[][] gradient = new double[now.length][now[0].length];
        double[] shares = new double[now[0].length];
        while (descent.note(now, inertia(now))) {
            shuffle(order, random);
            for (int i : order) {
                if (set.weight(i) > 0) {
                    slope(now, i, gradient, shares);
                    go(now, step * set.weight(i) / heaviest, gradient, shares);
                }
                step = Math.max(LAST_STEP, step - fall);
            }
        }
        return descent.found();
    }

    // No sample goes beyond the mean of those aligned with it, or long alignments would throw it
    // off.
    private static void go(double[][] now, double step, double[][] gradient, double[] shares) {
        for (int c = 0; c < now.length; c++) {
            for (int t = 0; t < now[c].length; t++) {
                double length = step * shares[t] > 1 ? 1 / shares[t] : step;
                now[c][t] -= length * gradient[c][t];
            }
        }
    }

    // Of the squared differences along the best alignment.
    private void slope(double[][] now, int index, double[][] gradient, double[] shares) {
        double[][] series = set.view(index);
        Alignment way = measure.align(now, series);
        for (double[] one : gradient) {
            Arrays.fill(one, 0);
        }
        Arrays.fill(shares, 0);
        for (int k = 0; k < way.length(); k++) {
            int to = way.x(k);
            int from = way.y(k);
            if (to >= 0 && from >= 0) {
                double share = 2 * weight(to - from, now[0].length, series[0].length);
                shares[to] += share;
                for (int c = 0; c < series.length; c++) {
                    gradient[c][to] += share * (now[c][to] - series[c][from]);
                }
            }
        }
    }

    private double inertia(double[][] now) {
        double inertia = 0;
        for (int i = 0; i < set.size(); i++) {
            if (set.weight(i) > 0) {
                inertia += set.weight(i) * Medoid.cost(measure, now, set.view(i));
            }
        }
        return inertia;
    }

    private static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
