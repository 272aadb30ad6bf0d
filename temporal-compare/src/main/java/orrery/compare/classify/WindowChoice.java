package orrery.compare.classify;

import java.util.List;
import java.util.function.LongPredicate;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.NearestSeries;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

/// A Sakoe-Chiba window learned from labelled series.
///
/// @param percent of the longest length, 0 to 100
/// @param radius ceil(percent · length / 100), as the UCR archive has it
/// @param errors of the labelled series, each classified by the others
public record WindowChoice(int percent, int radius, int errors) {
    /// Tries each per cent from 0 to 100, and takes the one with the fewest errors when each series
    /// is classified by the nearest of the others; the smallest of equal ones.
    ///
    /// A larger window is given up as soon as it has as many errors as the best. Cost: at most 101 N
    /// searches of [NearestSeries]. Threads: confined to the caller's.
    ///
    /// @param goesOn told how many windows were tried; its answer can stop it, and then the best so
    ///     far is chosen
    /// @throws Refusal TOO_SHORT of fewer than two series, LENGTH_MISMATCH, and as
    ///     [NearestSeries#of]
    public static WindowChoice leaveOneOut(
            double[][] series, List<String> labels, Elastic measure, LongPredicate goesOn) {
        if (series.length < 2 || series.length != labels.size()) {
            throw new Refusal(
                    series.length < 2 ? Refusal.Code.TOO_SHORT : Refusal.Code.LENGTH_MISMATCH,
                    series.length + " series, " + labels.size() + " labels",
                    "give two labelled series or more");
        }
        int length = 0;
        for (double[] one : series) {
            length = Math.max(length, one.length);
        }
        WindowChoice best = new WindowChoice(0, 0, Integer.MAX_VALUE);
        int tried = -1;
        for (int percent = 0; percent <= 100 && goesOn.test(percent); percent++) {
            int radius = radius(percent, length);
            if (radius == tried) {
                continue;
            }
            tried = radius;
            NearestSeries index = NearestSeries.of(series, measure, new Window.SakoeChiba(radius));
            int errors = errors(index, series, labels, best.errors());
            if (errors < best.errors()) {
                best = new WindowChoice(percent, radius, errors);
            }
        }
        return best;
    }

    /// ceil(percent · length / 100).
    public static int radius(int percent, int length) {
        return Math.toIntExact(((long) percent * length + 99) / 100);
    }

    private static int errors(
            NearestSeries index, double[][] series, List<String> labels, int most) {
        int errors = 0;
        for (int i = 0; i < series.length && errors < most; i++) {
            int nearest = index.nearest(series[i], 1, i).getFirst().index();
            errors += labels.get(nearest).equals(labels.get(i)) ? 0 : 1;
        }
        return errors;
    }
}
