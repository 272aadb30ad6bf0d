package orrery.compare.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import orrery.compare.OracleCase;
import orrery.compare.distance.LockStep;
import orrery.compare.distance.Samples;
import orrery.compare.warping.Border;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;

/// Published errors of the UCR archive, and those of the EAP programs.
public final class ArchiveOracle {
    private static final Elastic DTW = new Elastic.Dtw(StepCost.SQUARED);
    private static final Set<String> QUICK =
            Set.of(
                    "BME",
                    "Beef",
                    "Coffee",
                    "ECG200",
                    "GunPoint",
                    "ItalyPowerDemand",
                    "Plane",
                    "Trace",
                    "TwoLeadECG",
                    "UMD",
                    "Wine");

    private ArchiveOracle() {}

    /// Whether the case takes no more than a second or two.
    public static boolean isQuick(OracleCase one) {
        String set = one.id().substring(one.id().lastIndexOf('_') + 1);
        return QUICK.contains(set) || (one.kind().equals("1nn_cdtw") && !set.equals("HouseTwenty"));
    }

    /// @return whether the case is of a kind that is checked here
    public static boolean check(OracleCase one) {
        if (!one.kind().startsWith("1nn_")) {
            return false;
        }
        assertPublished(one);
        return true;
    }

    private static void assertPublished(OracleCase one) {
        Labelled train = read(one, "train");
        Labelled test = read(one, "test");
        int length = Arrays.stream(train.series).mapToInt(s -> s.length).max().orElse(0);
        NearestNeighbour.Score score =
                classifier(one, train, length).test(test.series, test.labels, done -> true);
        assertThat((double) (score.cases() - score.errors()))
                .as(one.id())
                .isEqualTo(one.number("expected", "correct"));
    }

    private static NearestNeighbour classifier(OracleCase one, Labelled train, int length) {
        String name = one.has("params", "measure") ? one.text("params", "measure") : "dtw";
        double percent = one.numberOr(100, "params", "window_percent");
        String[] words = name.split(" ", -1);
        double first = words.length > 1 ? Double.parseDouble(words[1]) : 0;
        double second = words.length > 2 ? Double.parseDouble(words[2]) : 0;
        Window window = new Window.SakoeChiba(WindowChoice.radius((int) percent, length));
        return switch (words[0]) {
            case "sqed" ->
                    NearestNeighbour.by(train.series, train.labels, new LockStep.Euclidean());
            case "dtw" -> elastic(train, DTW, window);
            case "wdtw" -> elastic(train, new Elastic.WeightedDtw(first), window);
            case "msm" -> elastic(train, new Elastic.Msm(first), window);
            case "twe" -> elastic(train, new Elastic.Twe(first, second), window);
            case "lcss" -> elastic(train, new Elastic.Lcss(first), share(second, length));
            // What is stored was made with a window of 0 and a gap of 0.1: the arguments of
            // that
            // program stand the other way round.
            case "erp" ->
                    elastic(
                            train,
                            new Elastic.Erp(second, StepCost.SQUARED, Border.CUMULATIVE),
                            share(first, length));
            default -> throw new IllegalStateException(name);
        };
    }

    private static NearestNeighbour elastic(Labelled train, Elastic measure, Window window) {
        return NearestNeighbour.elastic(train.series, train.labels, measure, window);
    }

    private static Window share(double share, int length) {
        return new Window.SakoeChiba((int) Math.floor(share * length));
    }

    private static final class Labelled {
        private final double[][] series;
        private final List<String> labels;

        Labelled(double[][] series, List<String> labels) {
            this.series = series;
            this.labels = labels;
        }
    }

    private static Labelled read(OracleCase one, String field) {
        boolean normalised = one.truth("params", "znormalise_first");
        List<String> labels = new ArrayList<>();
        List<double[]> series = new ArrayList<>();
        for (String line : OracleCase.lines(one.text("input", field))) {
            String[] fields = line.split("\t", -1);
            labels.add(fields[0]);
            double[] samples = new double[fields.length - 1];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = Double.parseDouble(fields[i + 1]);
            }
            series.add(normalised ? Samples.zNormalised(samples) : samples);
        }
        return new Labelled(series.toArray(new double[0][]), labels);
    }
}
