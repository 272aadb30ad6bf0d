package orrery.cli.compare;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.compare.distance.Samples;
import orrery.compare.summary.SeriesSet;
import orrery.compare.warping.DistanceMatrix;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;
import orrery.compare.warping.Precision;
import orrery.compare.warping.Window;
import orrery.operations.series.SeriesFile;
import orrery.timeline.Refusal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the commands that work on a set of series have in common: the file, and the measure.
final class SeriesSetOptions {
    @Mixin private MeasureOptions measure = new MeasureOptions();

    @Option(
            names = "--in",
            required = true,
            paramLabel = "F",
            description = {
                "the series, one a line, as in the UCR archive: a label and samples, tabs or commas",
                "between; - for the standard input"
            })
    private String in = "";

    @Option(names = "--unlabelled", description = "the lines hold samples alone, no label")
    private boolean unlabelled;

    @Option(
            names = "--normalise",
            paramLabel = "HOW",
            description = "none, or z: each series to mean 0 and deviation 1 (default: none)")
    private Normalise normalise = Normalise.NONE;

    enum Normalise {
        NONE,
        Z
    }

    String name() {
        return measure.name();
    }

    /// The elastic measure; empty for others.
    Optional<Elastic> elastic() {
        measure.requireClosedEnds();
        return measure.elastic();
    }

    /// Soft-DTW with the softness that is given.
    Elastic soft() {
        return measure.soft();
    }

    Window window(double[][] series) {
        return measure.window(Arrays.stream(series).mapToInt(one -> one.length).max().orElse(0));
    }

    /// Reads the file.
    double[][] series() {
        return series(in);
    }

    /// Reads another file of the kind.
    double[][] series(String name) {
        SeriesFile file = new SeriesFile(name, System.in);
        double[][] series = unlabelled ? file.lines() : file.labelled().all();
        if (series.length > SeriesSet.SIZE_MAX) {
            throw new Refusal(
                            Refusal.Code.LIMIT,
                            "there are " + series.length + " series",
                            "use at most " + SeriesSet.SIZE_MAX)
                    .at(name);
        }
        for (int i = 0; i < series.length; i++) {
            Samples.requireFinite(
                    series[i], "series " + (i + 1) + " of " + name, ElasticDistance.LENGTH_MAX);
            if (normalise == Normalise.Z) {
                series[i] = Samples.zNormalised(series[i]);
            }
        }
        return series;
    }

    /// The distances within a set; empty where the user broke off.
    Optional<DistanceMatrix> within(
            double[][] series, int threads, Console console, AtomicBoolean interrupted) {
        Optional<Elastic> elastic = elastic();
        long pairs = series.length * (series.length + 1L) / 2;
        Listener listener = new Listener(console, pairs, interrupted);
        if (elastic.isEmpty()) {
            return DistanceMatrix.within(series, measure::lockStep, threads, listener::goesOn);
        }
        return DistanceMatrix.within(
                oneChannel(series), settings(elastic.get(), series, threads), listener::goesOn);
    }

    /// The distances of a set from another one; empty where the user broke off.
    Optional<DistanceMatrix> between(
            double[][] x, double[][] y, int threads, Console console, AtomicBoolean interrupted) {
        Elastic elastic =
                elastic()
                        .orElseThrow(() ->
                                new Refusal(
                                                Refusal.Code.NOT_PERMITTED,
                                                "two sets under " + name(),
                                                "use an elastic measure, or one set")
                                        .at("--with"));
        Listener listener = new Listener(console, (long) x.length * y.length, interrupted);
        return DistanceMatrix.between(
                oneChannel(x), oneChannel(y), settings(elastic, x, threads), listener::goesOn);
    }

    private DistanceMatrix.Settings settings(Elastic elastic, double[][] series, int threads) {
        return new DistanceMatrix.Settings(elastic, window(series), Precision.DOUBLE, threads);
    }

    private record Listener(Console console, long pairs, AtomicBoolean interrupted) {
        boolean goesOn(long done) {
            console.progress("comparing, pairs", done, pairs);
            return !interrupted.get();
        }
    }

    private static double[][][] oneChannel(double[][] series) {
        double[][][] channels = new double[series.length][][];
        for (int i = 0; i < series.length; i++) {
            channels[i] = new double[][] {series[i]};
        }
        return channels;
    }
}
