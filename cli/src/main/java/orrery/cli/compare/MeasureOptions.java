package orrery.cli.compare;

import java.util.List;
import java.util.Optional;
import orrery.compare.Algorithm;
import orrery.compare.distance.Distance;
import orrery.compare.distance.LockStep;
import orrery.compare.distance.ShapeBased;
import orrery.compare.warping.Border;
import orrery.compare.warping.ChannelNorm;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;
import orrery.compare.warping.OpenEnds;
import orrery.compare.warping.SlopeEnds;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;
import picocli.CommandLine.Option;

/// The options that say by which measure series are compared.
final class MeasureOptions {
    private static final String NAMES =
            "euclidean, squared-euclidean, manhattan, minkowski, chebyshev, cosine, correlation, sbd,"
                    + " dtw, ddtw, wdtw, wddtw, adtw, lcss, erp, edr, msm, twe, soft-dtw, shape-dtw,"
                    + " frechet";

    @Option(
            names = "--measure",
            paramLabel = "M",
            description = {"one of " + NAMES, "(default: dtw)"})
    private String measure = "dtw";

    @Option(
            names = "--radius",
            paramLabel = "R",
            description = "Sakoe-Chiba window: largest |i - j|, in samples (default: no window)")
    private Optional<Integer> radius = Optional.empty();

    @Option(
            names = "--window-fraction",
            paramLabel = "W",
            description = "the same as a share of the longer length, 0 to 1")
    private Optional<Double> fraction = Optional.empty();

    @Option(
            names = "--itakura",
            paramLabel = "S",
            description = "Itakura window: steepest slope, 1 or more (usually 2)")
    private Optional<Double> slope = Optional.empty();

    @Option(
            names = "--cost",
            paramLabel = "C",
            description =
                    "squared or absolute, for dtw, ddtw, twe (default: squared) and erp (default:"
                            + " absolute)")
    private Optional<StepCost> cost = Optional.empty();

    @Option(names = "--g", paramLabel = "G", description = "wdtw: steepness (default: 0.05)")
    private double steepness = 0.05;

    @Option(names = "--penalty", paramLabel = "P", description = "adtw: penalty (default: 1)")
    private double penalty = 1;

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "lcss, edr: largest difference of samples that match (default: 0.5)")
    private double epsilon = 0.5;

    @Option(names = "--gap", paramLabel = "G", description = "erp: level of gaps (default: 0)")
    private double gap;

    @Option(
            names = "--border",
            paramLabel = "B",
            description =
                    "erp, edr: cumulative as in the papers, or as in aeon: total (erp), free (edr)"
                            + " (default: cumulative); erp as in tsml: paired; twe: closed (default)"
                            + " or as in tsml: segments")
    private Optional<Border> border = Optional.empty();

    @Option(
            names = "--channel-norm",
            paramLabel = "N",
            description = "lcss, msm of several channels: euclidean (default) or as in tsml: each")
    private ChannelNorm norm = ChannelNorm.EUCLIDEAN;

    @Option(
            names = "--slope-ends",
            paramLabel = "E",
            description = "ddtw, wddtw: dropped (default) or as in tsml: repeated")
    private SlopeEnds slopeEnds = SlopeEnds.DROPPED;

    @Option(
            names = "--change",
            paramLabel = "C",
            description = "msm: cost of a split or merge (default: 1)")
    private double change = 1;

    @Option(names = "--nu", paramLabel = "N", description = "twe: stiffness (default: 0.001)")
    private double stiffness = 0.001;

    @Option(names = "--lambda", paramLabel = "L", description = "twe: cost of an edit (default: 1)")
    private double edit = 1;

    @Option(names = "--gamma", paramLabel = "G", description = "soft-dtw: softness (default: 1)")
    private double softness = 1;

    @Option(
            names = "--reach",
            paramLabel = "R",
            description = "shape-dtw: samples on each side (default: 5)")
    private int reach = 5;

    @Option(names = "--order", paramLabel = "P", description = "minkowski: p (default: 3)")
    private double order = 3;

    @Option(
            names = "--open",
            paramLabel = "N",
            split = ",",
            arity = "1",
            description =
                    "four numbers: samples that may be left out at the beginning and end of A, then"
                            + " of B (default: 0,0,0,0)")
    private List<Integer> open = List.of();

    String name() {
        return measure;
    }

    /// The elastic measure of that name; empty for others.
    Optional<Elastic> elastic() {
        StepCost squared = cost.orElse(StepCost.SQUARED);
        return Optional.ofNullable(
                switch (measure) {
                    case "dtw" -> new Elastic.Dtw(squared);
                    case "ddtw" -> new Elastic.Derivative(new Elastic.Dtw(squared), slopeEnds);
                    case "wdtw" -> new Elastic.WeightedDtw(steepness);
                    case "wddtw" ->
                            new Elastic.Derivative(new Elastic.WeightedDtw(steepness), slopeEnds);
                    case "adtw" -> new Elastic.AmercingDtw(penalty);
                    case "lcss" -> new Elastic.Lcss(epsilon, norm);
                    case "erp" ->
                            new Elastic.Erp(
                                    gap,
                                    cost.orElse(StepCost.ABSOLUTE),
                                    border.orElse(Border.CUMULATIVE));
                    case "edr" -> new Elastic.Edr(epsilon, border.orElse(Border.CUMULATIVE));
                    case "msm" -> new Elastic.Msm(change, norm);
                    case "twe" ->
                            new Elastic.Twe(stiffness, edit, squared, border.orElse(Border.CLOSED));
                    case "soft-dtw" -> new Elastic.SoftDtw(softness);
                    case "shape-dtw" -> new Elastic.ShapeDtw(reach);
                    case "frechet" -> new Elastic.Frechet();
                    default -> null;
                });
    }

    /// Soft-DTW, whatever the name.
    Elastic soft() {
        return new Elastic.SoftDtw(softness);
    }

    /// @param longest length that `--window-fraction` is a share of
    ElasticDistance elastic(Elastic kind, int longest) {
        return ElasticDistance.of(kind, window(longest), ends());
    }

    /// The measure and window as a comparator takes them; the share of a window is rounded up.
    Algorithm algorithm(int longest) {
        Optional<Elastic> elastic = elastic();
        if (elastic.isPresent() && open.isEmpty()) {
            return new Algorithm.Warped(elastic.get(), windowOfArchive(longest));
        }
        if (elastic.isEmpty() && lockStep() instanceof LockStep aligned) {
            return new Algorithm.Aligned(aligned);
        }
        throw new Refusal(
                        Refusal.Code.NOT_PERMITTED,
                        elastic.isPresent() ? "open ends in a set" : "a set compared by " + measure,
                        "use an elastic or lock-step measure without open ends")
                .at("--measure");
    }

    /// A measure that compares sample by sample, or the shape-based one.
    Distance lockStep() {
        Distance found =
                switch (measure) {
                    case "euclidean" -> new LockStep.Euclidean();
                    case "squared-euclidean" -> new LockStep.SquaredEuclidean();
                    case "manhattan" -> new LockStep.Manhattan();
                    case "minkowski" -> new LockStep.Minkowski(order);
                    case "chebyshev" -> new LockStep.Chebyshev();
                    case "cosine" -> new LockStep.Cosine();
                    case "correlation" -> new LockStep.Correlation();
                    case "sbd" -> new ShapeBased(true);
                    default ->
                            throw new Refusal(
                                            Refusal.Code.UNKNOWN_KEY,
                                            "there is no measure \"" + measure + "\"",
                                            "use one of " + NAMES)
                                    .at("--measure");
                };
        if (radius.isPresent() || fraction.isPresent() || slope.isPresent() || !open.isEmpty()) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "a window or open ends with " + measure,
                            "leave them out, or use an elastic measure")
                    .at("--measure");
        }
        return found;
    }

    /// As the UCR archive has it: ceil of the share of the length.
    Window windowOfArchive(int longest) {
        return fraction.isPresent() && radius.isEmpty() && slope.isEmpty()
                ? new Window.SakoeChiba((int) Math.ceil(share() * longest - 1e-9))
                : window(longest);
    }

    Window window(int longest) {
        int given = (radius.isPresent() ? 1 : 0) + (fraction.isPresent() ? 1 : 0);
        if (given + (slope.isPresent() ? 1 : 0) > 1) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "two windows",
                            "give one of --radius, --window-fraction and --itakura")
                    .at("--radius");
        }
        if (slope.isPresent()) {
            return new Window.Itakura(slope.get());
        }
        if (radius.isPresent()) {
            return new Window.SakoeChiba(radius.get());
        }
        return fraction.isPresent()
                ? new Window.SakoeChiba((int) Math.floor(share() * longest))
                : new Window.Full();
    }

    private double share() {
        double share = fraction.orElse(1.0);
        if (!(share >= 0 && share <= 1)) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "the share is " + share, "use 0 to 1")
                    .at("--window-fraction");
        }
        return share;
    }

    /// For those who cannot leave ends open.
    ///
    /// @throws Refusal NOT_PERMITTED where they are
    void requireClosedEnds() {
        if (!open.isEmpty()) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "open ends of many series",
                            "leave --open out, or compare two series")
                    .at("--open");
        }
    }

    private OpenEnds ends() {
        if (open.isEmpty()) {
            return OpenEnds.none();
        }
        if (open.size() != 4) {
            throw new Refusal(
                            Refusal.Code.WRONG_TYPE,
                            "there are " + open.size() + " numbers",
                            "give four, separated by commas")
                    .at("--open");
        }
        return new OpenEnds(open.get(0), open.get(1), open.get(2), open.get(3));
    }
}
