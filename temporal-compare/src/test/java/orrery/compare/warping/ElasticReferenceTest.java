package orrery.compare.warping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import orrery.compare.ReferenceCases;
import orrery.compare.ReferenceCases.Case;
import orrery.compare.distance.LockStep;
import orrery.compare.distance.ShapeBased;

/// What aeon, dtaidistance and tempo give, stored beside the project.
class ElasticReferenceTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    @Test
    void elasticAndLockStepMeasuresEqualThoseOfOtherLibraries() {
        List<Case> cases = ReferenceCases.all();
        assumeTrue(!cases.isEmpty(), "there is no folder ../shared with reference values");
        int compared = 0;
        for (Case one : cases) {
            Optional<Double> found = found(one);
            if (found.isEmpty()) {
                continue;
            }
            double expected = (Double) one.expected();
            assertThat(found.get())
                    .as(one.id())
                    .isCloseTo(expected, within(one.tolerance() * Math.max(1, Math.abs(expected))));
            compared++;
        }
        assertThat(compared).isEqualTo(152);
    }

    private static Optional<Double> found(Case one) {
        String kind = one.kind();
        return switch (kind) {
            case "squared_euclidean" ->
                    Optional.of(
                            new LockStep.Euclidean()
                                    .compare(one.series("a"), one.series("b"))
                                    .cost());
            case "manhattan" ->
                    Optional.of(
                            new LockStep.Manhattan()
                                    .compare(one.series("a"), one.series("b"))
                                    .distance());
            case "minkowski" ->
                    Optional.of(
                            new LockStep.Minkowski(3)
                                    .compare(one.series("a"), one.series("b"))
                                    .distance());
            case "sbd" ->
                    Optional.of(
                            new ShapeBased(true)
                                    .compare(one.series("a"), one.series("b"))
                                    .distance());
            case "dtw_path" -> Optional.of(pathCost(one));
            default ->
                    kind.startsWith("multivariate")
                            ? several(one)
                            : measure(one, kind).map(measure -> single(one, measure));
        };
    }

    private static double single(Case one, Elastic measure) {
        double window = one.number("window", () -> -1);
        Window within = window < 0 ? new Window.Full() : new Window.SakoeChiba((int) window);
        var found = ElasticDistance.of(measure, within).compare(one.series("a"), one.series("b"));
        return one.kind().equals("soft_dtw") ? found.distance() : found.cost();
    }

    private static Optional<Double> several(Case one) {
        boolean apart =
                one.kind().equals("multivariate_independent_dtw")
                        || Boolean.TRUE.equals(one.params().get("independent"));
        String kind =
                one.kind()
                        .replaceFirst("multivariate_(in)?(dependent_)?", "")
                        .replaceFirst("_root|_aeon", "");
        Channels channels = apart ? Channels.INDEPENDENT : Channels.DEPENDENT;
        return measure(one, kind)
                .map(measure -> {
                    var found =
                            ElasticDistance.of(measure)
                                    .compare(one.channels("a"), one.channels("b"), channels, NONE);
                    return one.kind().endsWith("_root") ? found.distance() : found.cost();
                });
    }

    private static Optional<Elastic> measure(Case one, String kind) {
        boolean absolute = "absolute".equals(one.params().get("cost"));
        boolean aeon = one.kind().startsWith("multivariate");
        return Optional.ofNullable(
                switch (kind) {
                    case "dtw" -> new Elastic.Dtw(StepCost.SQUARED);
                    case "ddtw" -> new Elastic.Derivative(new Elastic.Dtw(StepCost.SQUARED));
                    case "wdtw" -> new Elastic.WeightedDtw(one.number("g", () -> 0));
                    case "wddtw" ->
                            new Elastic.Derivative(
                                    new Elastic.WeightedDtw(one.number("g", () -> 0)));
                    case "adtw" ->
                            new Elastic.AmercingDtw(
                                    one.number(
                                            "penalty", () -> one.number("warp_penalty", () -> 0)));
                    case "lcss" -> new Elastic.Lcss(0.5);
                    case "edr" -> new Elastic.Edr(0.5, Border.FREE);
                    case "erp" ->
                            absolute || aeon
                                    ? new Elastic.Erp(0, StepCost.ABSOLUTE, Border.TOTAL)
                                    : new Elastic.Erp(0, StepCost.SQUARED, Border.CUMULATIVE);
                    case "msm" -> new Elastic.Msm(one.number("c", () -> 0));
                    case "twe" ->
                            new Elastic.Twe(0.001, 1, aeon ? StepCost.ABSOLUTE : StepCost.SQUARED);
                    case "soft_dtw" -> new Elastic.SoftDtw(one.number("gamma", () -> 0));
                    case "shape_dtw" -> new Elastic.ShapeDtw(2);
                    default -> null;
                });
    }

    private static double pathCost(Case one) {
        double[] x = one.series("a");
        double[] y = one.series("b");
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
