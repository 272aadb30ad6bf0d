package orrery.compare.warping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import orrery.compare.OracleCase;
import orrery.compare.distance.LockStep;
import orrery.compare.distance.ShapeBased;

/// What aeon, dtaidistance, tempo and tsml give.
public final class ElasticOracle {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private ElasticOracle() {}

    /// @return whether the case is of a kind that is checked here
    public static boolean check(OracleCase one) {
        switch (one.kind()) {
            case "elastic_table" -> TsmlTable.check();
            case "lb_keogh" -> lowerBound(one);
            case "subsequence_dtw_open_end" -> openEnds(one);
            default -> {
                Optional<Double> found = found(one);
                if (found.isEmpty()) {
                    return false;
                }
                double expected = one.number("expected");
                assertThat(found.get())
                        .as(one.id())
                        .isCloseTo(
                                expected,
                                within(one.tolerance() * Math.max(1, Math.abs(expected))));
            }
        }
        return true;
    }

    private static void lowerBound(OracleCase one) {
        double[] a = one.series("input", "a");
        double[] b = one.series("input", "b");
        double found = Math.sqrt(LowerBound.keogh(a, b, one.integer("params", "window")));
        assertThat(found).as(one.id()).isCloseTo(one.number("expected"), within(one.tolerance()));
    }

    private static void openEnds(OracleCase one) {
        double[] query = one.series("input", "query");
        double[] series = one.series("input", "series");
        Alignment way =
                ElasticDistance.of(
                                new Elastic.Dtw(StepCost.SQUARED),
                                new Window.Full(),
                                new OpenEnds(0, 0, series.length, series.length))
                        .align(query, series);
        assertThat(way.cost())
                .as(one.id())
                .isCloseTo(one.number("expected", "distance_sq"), within(one.tolerance()));
        assertThat(new int[] {way.y(0), way.y(way.length() - 1)})
                .as(one.id())
                .containsExactly(
                        one.integer("expected", "start"), one.integer("expected", "end_inclusive"));
    }

    private static Optional<Double> found(OracleCase one) {
        String kind = one.kind();
        return switch (kind) {
            case "squared_euclidean" ->
                    Optional.of(
                            new LockStep.Euclidean()
                                    .compare(one.series("input", "a"), one.series("input", "b"))
                                    .cost());
            case "manhattan" ->
                    Optional.of(
                            new LockStep.Manhattan()
                                    .compare(one.series("input", "a"), one.series("input", "b"))
                                    .distance());
            case "minkowski" ->
                    Optional.of(
                            new LockStep.Minkowski(3)
                                    .compare(one.series("input", "a"), one.series("input", "b"))
                                    .distance());
            case "sbd" ->
                    Optional.of(
                            new ShapeBased(true)
                                    .compare(one.series("input", "a"), one.series("input", "b"))
                                    .distance());
            case "dtw_path" -> Optional.of(pathCost(one));
            default ->
                    kind.startsWith("multivariate")
                            ? several(one)
                            : measure(one, kind).map(measure -> single(one, measure));
        };
    }

    private static double single(OracleCase one, Elastic measure) {
        double window = one.numberOr(-1, "params", "window");
        Window within = window < 0 ? new Window.Full() : new Window.SakoeChiba((int) window);
        var found =
                ElasticDistance.of(measure, within)
                        .compare(one.series("input", "a"), one.series("input", "b"));
        return one.kind().equals("soft_dtw") ? found.distance() : found.cost();
    }

    private static Optional<Double> several(OracleCase one) {
        boolean apart =
                one.kind().equals("multivariate_independent_dtw")
                        || one.truth("params", "independent");
        String kind =
                one.kind()
                        .replaceFirst("multivariate_(in)?(dependent_)?", "")
                        .replaceFirst("_root|_aeon", "");
        Channels channels = apart ? Channels.INDEPENDENT : Channels.DEPENDENT;
        return measure(one, kind)
                .map(measure -> {
                    var found =
                            ElasticDistance.of(measure)
                                    .compare(
                                            one.rows("input", "a"),
                                            one.rows("input", "b"),
                                            channels,
                                            NONE);
                    return one.kind().endsWith("_root") ? found.distance() : found.cost();
                });
    }

    private static Optional<Elastic> measure(OracleCase one, String kind) {
        boolean absolute =
                one.has("params", "cost") && one.text("params", "cost").equals("absolute");
        boolean aeon = one.kind().startsWith("multivariate");
        return Optional.ofNullable(
                switch (kind) {
                    case "dtw" -> new Elastic.Dtw(StepCost.SQUARED);
                    case "ddtw" -> new Elastic.Derivative(new Elastic.Dtw(StepCost.SQUARED));
                    case "wdtw" -> new Elastic.WeightedDtw(one.numberOr(0, "params", "g"));
                    case "wddtw" ->
                            new Elastic.Derivative(
                                    new Elastic.WeightedDtw(one.numberOr(0, "params", "g")));
                    case "adtw" ->
                            new Elastic.AmercingDtw(
                                    one.numberOr(
                                            one.numberOr(0, "params", "warp_penalty"),
                                            "params",
                                            "penalty"));
                    case "lcss" -> new Elastic.Lcss(0.5);
                    case "edr" -> new Elastic.Edr(0.5, Border.FREE);
                    case "erp" ->
                            absolute || aeon
                                    ? new Elastic.Erp(0, StepCost.ABSOLUTE, Border.TOTAL)
                                    : new Elastic.Erp(0, StepCost.SQUARED, Border.CUMULATIVE);
                    case "msm" -> new Elastic.Msm(one.numberOr(0, "params", "c"));
                    case "twe" ->
                            new Elastic.Twe(0.001, 1, aeon ? StepCost.ABSOLUTE : StepCost.SQUARED);
                    case "soft_dtw" -> new Elastic.SoftDtw(one.numberOr(0, "params", "gamma"));
                    case "shape_dtw" -> new Elastic.ShapeDtw(2);
                    default -> null;
                });
    }

    private static double pathCost(OracleCase one) {
        double[] x = one.series("input", "a");
        double[] y = one.series("input", "b");
        Alignment way = ElasticDistance.of(new Elastic.Dtw(StepCost.SQUARED)).align(x, y);
        int last = way.length() - 1;
        assertThat(new int[] {way.x(0), way.y(0), way.x(last), way.y(last)})
                .containsExactly(0, 0, x.length - 1, y.length - 1);
        double sum = 0;
        for (int k = 0; k < way.length(); k++) {
            if (k > 0) {
                int dx = way.x(k) - way.x(k - 1);
                int dy = way.y(k) - way.y(k - 1);
                assertThat(dx >= 0 && dx <= 1 && dy >= 0 && dy <= 1 && dx + dy > 0).isTrue();
            }
            sum += Math.pow(x[way.x(k)] - y[way.y(k)], 2);
        }
        return sum;
    }
}
