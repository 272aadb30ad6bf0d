package orrery.compare.warping;

import orrery.compare.distance.Samples;
import orrery.compare.internal.ElasticBand;
import orrery.compare.internal.GapCosts;
import orrery.compare.internal.MoveCosts;
import orrery.compare.internal.PointCosts;
import orrery.compare.internal.StepCosts;
import orrery.compare.internal.ThresholdCosts;
import orrery.compare.internal.TimeCosts;
import orrery.timeline.Refusal;

/// What each measure asks of the frame that all of them share.
final class Warping {
    static final Elastic PLAIN_DTW = new Elastic.WeightedDtw(0);

    private Warping() {}

    static StepCosts costs(Elastic measure) {
        return switch (measure) {
            case Elastic.Dtw(var cost) -> PointCosts.warping(cost == StepCost.SQUARED, 0);
            case Elastic.WeightedDtw(var steepness) -> PointCosts.weighted(true, steepness);
            case Elastic.AmercingDtw(var penalty) -> PointCosts.warping(true, penalty);
            case Elastic.Lcss(var epsilon, var norm) ->
                    ThresholdCosts.commonSubsequence(epsilon, norm == ChannelNorm.EACH);
            case Elastic.Erp(var gap, var cost, var border) ->
                    new GapCosts(gap, cost == StepCost.SQUARED, gapBorder(border));
            case Elastic.Edr(var epsilon, var border) ->
                    ThresholdCosts.edits(epsilon, border == Border.FREE);
            case Elastic.Msm(var change, var norm) ->
                    new MoveCosts(change, norm == ChannelNorm.EACH);
            case Elastic.Twe(var stiffness, var edit, var cost, var border) ->
                    new TimeCosts(
                            stiffness, edit, cost == StepCost.SQUARED, border == Border.SEGMENTS);
            case Elastic.SoftDtw(var softness) -> PointCosts.soft(softness);
            case Elastic.Frechet() -> PointCosts.bottleneck();
            case Elastic.ShapeDtw _ -> PointCosts.warping(true, 0);
            case Elastic.Derivative(var inner, var _) -> costs(inner);
        };
    }

    private static GapCosts.Border gapBorder(Border border) {
        return switch (border) {
            case TOTAL -> GapCosts.Border.TOTAL;
            case PAIRED -> GapCosts.Border.PAIRED;
            case CUMULATIVE, FREE, CLOSED, SEGMENTS -> GapCosts.Border.CUMULATIVE;
        };
    }

    static boolean mayBeOpen(Elastic measure) {
        return switch (measure) {
            case Elastic.Dtw _, Elastic.WeightedDtw _, Elastic.AmercingDtw _ -> true;
            case Elastic.Frechet _, Elastic.ShapeDtw _ -> true;
            case Elastic.Derivative(var inner, var _) -> mayBeOpen(inner);
            case Elastic.Lcss _, Elastic.Erp _, Elastic.Edr _, Elastic.Msm _ -> false;
            case Elastic.Twe _, Elastic.SoftDtw _ -> false;
        };
    }

    static ElasticBand band(Window window, int n, int m) {
        return switch (window) {
            case Window.Full() -> ElasticBand.full(n, m);
            case Window.SakoeChiba(int radius) -> ElasticBand.around(n, m, radius);
            case Window.Itakura(double slope) -> ElasticBand.parallelogram(n, m, slope);
        };
    }

    /// The cost that a way through the table stands for.
    static double cost(Elastic measure, double way, int n, int m) {
        return switch (measure) {
            case Elastic.Lcss _ -> 1 - (n + m - way) / 2 / Math.min(n, m);
            case Elastic.Edr _ -> way / Math.max(n, m);
            case Elastic.Derivative(var inner, var _) -> cost(inner, way, n, m);
            default -> way;
        };
    }

    /// The most that a way may cost whose measure is to be at most `cost`.
    static double way(Elastic measure, double cost, int n, int m) {
        return switch (measure) {
            case Elastic.Lcss _ -> n + m - 2 * (1 - cost) * Math.min(n, m) + 1e-9;
            case Elastic.Edr _ -> cost * Math.max(n, m);
            case Elastic.Derivative(var inner, var _) -> way(inner, cost, n, m);
            default -> cost;
        };
    }

    static void requireChannels(Elastic measure, double[][] channels, String name) {
        if (channels.length == 0 || channels.length > ElasticDistance.CHANNELS_MAX) {
            throw new Refusal(
                    channels.length == 0 ? Refusal.Code.EMPTY : Refusal.Code.LIMIT,
                    name + " has " + channels.length + " channels",
                    "use 1 to " + ElasticDistance.CHANNELS_MAX);
        }
        for (double[] channel : channels) {
            Samples.requireFinite(channel, name, ElasticDistance.LENGTH_MAX);
            if (channel.length != channels[0].length) {
                throw new Refusal(
                        Refusal.Code.LENGTH_MISMATCH,
                        name
                                + " has channels of "
                                + channels[0].length
                                + " and "
                                + channel.length
                                + " samples",
                        "give all channels one length");
            }
        }
        if (measure instanceof Elastic.Derivative && channels[0].length < 3) {
            throw new Refusal(
                    Refusal.Code.TOO_SHORT,
                    name + " has " + channels[0].length + " samples",
                    "a derivative needs 3 or more");
        }
    }

    /// The samples that the table is made of, with a 0 before the first.
    static double[][] prepared(Elastic measure, double[][] channels) {
        return switch (measure) {
            case Elastic.Derivative(var inner, var ends) -> prepared(inner, slopes(channels, ends));
            case Elastic.ShapeDtw(int reach) -> neighbourhoods(channels, reach);
            default -> {
                double[][] padded = new double[channels.length][channels[0].length + 1];
                for (int c = 0; c < channels.length; c++) {
                    System.arraycopy(channels[c], 0, padded[c], 1, channels[c].length);
                }
                yield padded;
            }
        };
    }

    private static double[][] slopes(double[][] channels, SlopeEnds ends) {
        int shift = ends == SlopeEnds.DROPPED ? 1 : 0;
        int n = channels[0].length - 2 * shift;
        double[][] slopes = new double[channels.length][n];
        for (int c = 0; c < channels.length; c++) {
            double[] x = channels[c];
            for (int i = 1; i < x.length - 1; i++) {
                slopes[c][i - shift] = (x[i] - x[i - 1] + (x[i + 1] - x[i - 1]) / 2) / 2;
            }
            if (ends == SlopeEnds.REPEATED) {
                slopes[c][0] = slopes[c][1];
                slopes[c][n - 1] = slopes[c][n - 2];
            }
        }
        return slopes;
    }

    private static double[][] neighbourhoods(double[][] channels, int reach) {
        int width = 2 * reach + 1;
        int n = channels[0].length;
        double[][] shapes = new double[channels.length * width][n + 1];
        for (int s = 0; s < shapes.length; s++) {
            double[] x = channels[s / width];
            for (int i = 0; i < n; i++) {
                shapes[s][i + 1] = x[Math.clamp(i + s % width - reach, 0, n - 1)];
            }
        }
        return shapes;
    }
}
