package orrery.compare.warping;

import java.util.Arrays;

/// Elastic measures as the papers write them: one full table, no window but a mask, no pruning.
final class TextbookElastic {
    private TextbookElastic() {}

    static double cost(Elastic measure, Window window, double[] x, double[] y) {
        if (measure instanceof Elastic.Derivative(var inner, var ends)) {
            return cost(inner, window, slopes(x, ends), slopes(y, ends));
        }
        int n = x.length;
        int m = y.length;
        double way =
                switch (measure) {
                    case Elastic.Lcss(double epsilon, var _) ->
                            commonSubsequence(epsilon, window, x, y);
                    default -> table(measure, window, x, y)[n][m];
                };
        return switch (measure) {
            case Elastic.Lcss _ -> 1 - way / Math.min(n, m);
            case Elastic.Edr _ -> way / Math.max(n, m);
            default -> way;
        };
    }

    static boolean allows(Window window, int i, int j, int n, int m) {
        return switch (window) {
            case Window.Full() -> true;
            case Window.SakoeChiba(int radius) ->
                    Math.abs(i - j) <= Math.max(radius, Math.abs(n - m));
            case Window.Itakura _ -> throw new IllegalStateException("no textbook form");
        };
    }

    private static double commonSubsequence(double epsilon, Window window, double[] x, double[] y) {
        int[][] longest = new int[x.length + 1][y.length + 1];
        for (int i = 1; i <= x.length; i++) {
            for (int j = 1; j <= y.length; j++) {
                longest[i][j] = Math.max(longest[i - 1][j], longest[i][j - 1]);
                if (allows(window, i, j, x.length, y.length)
                        && Math.abs(x[i - 1] - y[j - 1]) <= epsilon) {
                    longest[i][j] = Math.max(longest[i][j], longest[i - 1][j - 1] + 1);
                }
            }
        }
        return longest[x.length][y.length];
    }

    private static double[][] table(Elastic measure, Window window, double[] x, double[] y) {
        int n = x.length;
        int m = y.length;
        double[][] d = new double[n + 1][m + 1];
        for (double[] row : d) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        d[0][0] = 0;
        for (int i = 1; i <= n && allows(window, i, 1, n, m); i++) {
            d[i][0] = border(measure, x, i);
        }
        for (int j = 1; j <= m && allows(window, 1, j, n, m); j++) {
            d[0][j] = border(measure, y, j);
        }
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= m; j++) {
                if (allows(window, i, j, n, m)) {
                    d[i][j] = cell(measure, d, x, y, i, j);
                }
            }
        }
        return d;
    }

    private static double border(Elastic measure, double[] s, int count) {
        return switch (measure) {
            case Elastic.Edr(var _, var border) -> border == Border.FREE ? 0 : count;
            case Elastic.Erp(double gap, var cost, var border) -> {
                if (border == Border.PAIRED) {
                    yield Double.POSITIVE_INFINITY;
                }
                double sum = 0;
                int last = border == Border.TOTAL ? s.length : count;
                for (int k = 0; k < last; k++) {
                    sum += of(s[k] - gap, cost);
                }
                yield sum;
            }
            case Elastic.Twe(var _, var _, var cost, var border) when border == Border.SEGMENTS -> {
                double sum = of(s[0], cost);
                for (int k = 1; k < count; k++) {
                    sum += of(s[k] - s[k - 1], cost);
                }
                yield sum;
            }
            default -> Double.POSITIVE_INFINITY;
        };
    }

    private static double of(double d, StepCost cost) {
        return cost == StepCost.SQUARED ? d * d : Math.abs(d);
    }

    private static double cell(
            Elastic measure, double[][] d, double[] x, double[] y, int i, int j) {
        double a = x[i - 1];
        double b = y[j - 1];
        double diagonal = d[i - 1][j - 1];
        double down = d[i - 1][j];
        double right = d[i][j - 1];
        return switch (measure) {
            case Elastic.Dtw(var cost) -> of(a - b, cost) + least(diagonal, down, right);
            case Elastic.WeightedDtw(double g) -> {
                double middle = Math.max(x.length, y.length) / 2.0;
                double weight = 1 / (1 + Math.exp(-g * (Math.abs(i - j) - middle)));
                yield weight * (a - b) * (a - b) + least(diagonal, down, right);
            }
            case Elastic.AmercingDtw(double penalty) ->
                    (a - b) * (a - b) + least(diagonal, down + penalty, right + penalty);
            case Elastic.Erp(double gap, var cost, var border) ->
                    least(
                            border == Border.PAIRED && i == 1 && j == 1
                                    ? 0
                                    : diagonal + of(a - b, cost),
                            down + of(a - gap, cost),
                            right + of(b - gap, cost));
            case Elastic.Edr(double epsilon, var _) ->
                    least(diagonal + (Math.abs(a - b) <= epsilon ? 0 : 1), down + 1, right + 1);
            case Elastic.Msm(double change, var _) ->
                    least(
                            diagonal + Math.abs(a - b),
                            down + (i < 2 ? 0 : split(a, x[i - 2], b, change)),
                            right + (j < 2 ? 0 : split(b, a, y[j - 2], change)));
            case Elastic.Twe(double nu, double lambda, var cost, var border) -> {
                double a0 = i < 2 ? 0 : x[i - 2];
                double b0 = j < 2 ? 0 : y[j - 2];
                boolean alone = border == Border.SEGMENTS && (i == 1 || j == 1);
                double behind = alone ? 0 : of(a0 - b0, cost) + nu * Math.abs(i - j);
                yield least(
                        diagonal + of(a - b, cost) + nu * Math.abs(i - j) + behind,
                        down + of(a - a0, cost) + nu + lambda,
                        right + of(b - b0, cost) + nu + lambda);
            }
            case Elastic.SoftDtw(double gamma) -> {
                double sum =
                        Math.exp(-diagonal / gamma)
                                + Math.exp(-down / gamma)
                                + Math.exp(-right / gamma);
                yield (a - b) * (a - b) - gamma * Math.log(sum);
            }
            case Elastic.Frechet() -> Math.max(Math.abs(a - b), least(diagonal, down, right));
            default -> throw new IllegalStateException("no table of " + measure);
        };
    }

    private static double split(double x, double y, double z, double change) {
        boolean between = (y <= x && x <= z) || (z <= x && x <= y);
        return between ? change : change + Math.min(Math.abs(x - y), Math.abs(x - z));
    }

    private static double least(double a, double b, double c) {
        return Math.min(a, Math.min(b, c));
    }

    static double[] slopes(double[] x, SlopeEnds ends) {
        double[] slopes = new double[x.length - 2];
        for (int i = 1; i + 1 < x.length; i++) {
            slopes[i - 1] = ((x[i] - x[i - 1]) + (x[i + 1] - x[i - 1]) / 2) / 2;
        }
        if (ends == SlopeEnds.REPEATED) {
            double[] all = new double[x.length];
            System.arraycopy(slopes, 0, all, 1, slopes.length);
            all[0] = slopes[0];
            all[x.length - 1] = slopes[slopes.length - 1];
            return all;
        }
        return slopes;
    }
}
