package orrery.compare.summary;

import orrery.compare.internal.QuasiNewton;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.SoftGradient;
import orrery.timeline.Refusal;

/// Barycentre under soft-DTW, by its gradient.
final class SoftMinimum {
    private final SeriesSet set;
    private final SoftGradient soft;

    SoftMinimum(SeriesSet set, Averaging averaging) {
        if (!(averaging.measure() instanceof Elastic.SoftDtw measure)) {
            throw new IllegalStateException("a soft barycentre under " + averaging.measure());
        }
        this.set = set;
        this.soft = SoftGradient.of(measure, averaging.window());
    }

    Barycentre minimise(double[][] start, Barycentre.Descent descent) {
        requireRoom(start[0].length);
        int channels = start.length;
        int length = start[0].length;
        double[][] series = SeriesSet.copy(start);
        double[][] gradient = new double[channels][length];
        QuasiNewton search =
                new QuasiNewton(
                        (at, slopes) -> {
                            unfold(at, series);
                            double value = value(series, gradient);
                            fold(gradient, slopes);
                            return value;
                        },
                        folded(start));
        double[][] now = SeriesSet.copy(start);
        while (descent.note(now, search.value())) {
            if (!search.step()) {
                descent.settle();
                break;
            }
            unfold(search.at(), now);
        }
        return descent.found();
    }

    private void requireRoom(int length) {
        for (int i = 0; i < set.size(); i++) {
            if ((length + 1L) * (set.length(i) + 1L) > SoftGradient.CELLS_MAX) {
                throw new Refusal(
                        Refusal.Code.LIMIT,
                        "a soft barycentre of "
                                + length
                                + " samples with a series of "
                                + set.length(i),
                        "use at most " + SoftGradient.CELLS_MAX + " pairs of samples, or DBA");
            }
        }
    }

    private double value(double[][] series, double[][] gradient) {
        for (double[] channel : gradient) {
            java.util.Arrays.fill(channel, 0);
        }
        double sum = 0;
        for (int i = 0; i < set.size(); i++) {
            if (set.weight(i) > 0) {
                sum += set.weight(i) * soft.add(series, set.view(i), set.weight(i), gradient);
            }
        }
        return sum;
    }

    private static double[] folded(double[][] channels) {
        double[] flat = new double[channels.length * channels[0].length];
        fold(channels, flat);
        return flat;
    }

    private static void fold(double[][] channels, double[] flat) {
        int length = channels[0].length;
        for (int c = 0; c < channels.length; c++) {
            System.arraycopy(channels[c], 0, flat, c * length, length);
        }
    }

    private static void unfold(double[] flat, double[][] channels) {
        int length = channels[0].length;
        for (int c = 0; c < channels.length; c++) {
            System.arraycopy(flat, c * length, channels[c], 0, length);
        }
    }
}
