package orrery.compare.search;

import java.util.List;
import orrery.compare.Signals;
import orrery.compare.TemporalCompare;
import orrery.compare.warping.DistanceMatrix;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.NearestSeries;
import orrery.compare.warping.Precision;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;

/// Runs the searches and measures and prints what they found: in a JVM of its own, without the Vector API.
public final class PlainProgram {
    private PlainProgram() {}

    public static void main(String[] args) {
        System.out.println(TemporalCompare.kernels());
        System.out.println(digest());
    }

    static String digest() {
        AnalogueSettings settings = new AnalogueSettings(300, 8, 5, true);
        AnalogueSearch level = AnalogueSearch.euclidean(settings);
        AnalogueSearch shape = AnalogueSearch.zNormalised(settings);
        long digest = 0;
        for (double sample : Signals.of(1, 1000, 42)) {
            digest = 31 * digest + found(level, sample);
            digest = 31 * digest + found(shape, sample);
        }
        return "digest " + (digest + elastic() + subsequences());
    }

    private static long elastic() {
        List<Elastic> measures =
                List.of(
                        new Elastic.Dtw(StepCost.SQUARED),
                        new Elastic.WeightedDtw(0.1),
                        new Elastic.AmercingDtw(0.5),
                        new Elastic.Lcss(0.5),
                        new Elastic.Edr(0.5),
                        new Elastic.Erp(0.1),
                        new Elastic.Msm(0.3),
                        new Elastic.Twe(0.01, 0.4),
                        new Elastic.Twe(0.01, 0.4, StepCost.ABSOLUTE),
                        new Elastic.Frechet());
        long digest = 0;
        double[][] series = new double[21][];
        for (int i = 0; i < series.length; i++) {
            series[i] = Signals.of(i % 2, 20 + i % 3, i);
        }
        for (Elastic measure : measures) {
            for (int radius = 2; radius < 40; radius += 30) {
                Window window = new Window.SakoeChiba(radius);
                NearestSeries index = NearestSeries.of(series, measure, window);
                for (double[] query : series) {
                    digest = 31 * digest + index.nearest(query, 3).hashCode();
                }
            }
            DistanceMatrix.Settings whole =
                    new DistanceMatrix.Settings(measure, new Window.Full(), Precision.DOUBLE, 1);
            DistanceMatrix matrix = DistanceMatrix.between(series, series, whole);
            for (int i = 0; i < series.length; i++) {
                digest = 31 * digest + Double.hashCode(matrix.distance(i, 20 - i));
            }
        }
        return digest;
    }

    private static long subsequences() {
        long digest = 0;
        for (int kind = 0; kind < Signals.SEARCH_KINDS; kind++) {
            double[] series = Signals.of(kind, 700, kind);
            double[] query = Signals.of(1, 30, kind);
            SubsequenceSearch search = SubsequenceSearch.in(series);
            for (int radius = 0; radius < 9; radius += 4) {
                SearchSettings settings = SearchSettings.dtw(radius).nearest(3);
                digest = 31 * digest + search.search(query, settings).matches().hashCode();
            }
        }
        return digest;
    }

    private static long found(AnalogueSearch search, double sample) {
        search.add(sample);
        long digest = search.search();
        for (int i = 0; i < search.count(); i++) {
            digest = 31 * digest + search.age(i);
            digest = 31 * digest + Double.doubleToLongBits(search.distance(i));
        }
        return digest;
    }
}
