package orrery.cli.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.summary.Averaging;
import orrery.compare.summary.KMeans;
import orrery.compare.summary.KMedoids;
import orrery.compare.summary.SeriesSet;
import orrery.compare.summary.Silhouette;
import orrery.compare.warping.DistanceMatrix;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the series of a file into k clusters, around barycentres (kmeans) or around some of",
            "the series (kmedoids). Prints the cluster of each series, from 0, a line each. Ctrl-C",
            "ends it with the clusters so far."
        })
public final class ClusterCommand implements Callable<Integer> {
    /// Most series that a silhouette is computed of after k-means: it needs the whole matrix.
    private static final int SILHOUETTE_MAX = 4096;

    private final Console console;

    @Mixin private SeriesSetOptions options = new SeriesSetOptions();

    @Option(
            names = {"-k", "--k"},
            required = true,
            paramLabel = "K",
            description = "clusters, 1 to the number of series")
    private int clusters;

    @Option(
            names = "--method",
            paramLabel = "HOW",
            description = "kmeans or kmedoids (default: kmedoids)")
    private Method method = Method.KMEDOIDS;

    @Option(
            names = "--average",
            paramLabel = "HOW",
            description = {
                "kmeans: dba, ssg or soft (default: soft under soft-dtw, otherwise dba: under the",
                "measure where it has a mean, or else under dtw)"
            })
    private Optional<Averaging.Method> average = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "kmeans: draws the first centres (default: 0)")
    private long seed;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "kmeans: starts, of which the best counts (default: 1)")
    private int starts = 1;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "kmeans: most rounds of a start (default: 50)")
    private int rounds = 50;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "same answer bit for bit whatever the number (default: 1)")
    private int threads = 1;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    enum Method {
        KMEANS,
        KMEDOIDS
    }

    public ClusterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        double[][] series = options.series();
        if (clusters < 1 || clusters > series.length) {
            throw new Refusal(
                            Refusal.Code.OUT_OF_RANGE,
                            clusters + " clusters of " + series.length + " series",
                            "use 1 to the number of series")
                    .at("-k");
        }
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            boolean any =
                    method == Method.KMEANS
                            ? means(series, interrupted)
                            : medoids(series, interrupted);
            if (interrupted.get()) {
                console.say(
                        any
                                ? "orrery: interrupted; these are the clusters so far"
                                : "orrery: interrupted; there is no result");
                return ExitCode.INTERRUPTED.number();
            }
            return ExitCode.YES.number();
        }
    }

    private boolean medoids(double[][] series, AtomicBoolean interrupted) {
        Optional<DistanceMatrix> matrix = matrix(series, interrupted);
        if (matrix.isEmpty()) {
            return false;
        }
        KMedoids found =
                KMedoids.of(matrix.get(), clusters, KMedoids.Swap.EAGER, _ -> !interrupted.get());
        print(
                found.labels(),
                text -> {
                    text.writeArrayPropertyStart("medoids");
                    for (int medoid : found.medoids()) {
                        text.writeNumber(medoid);
                    }
                    text.writeEndArray();
                },
                found.inertia(),
                silhouette(matrix, found.labels()));
        return true;
    }

    private boolean means(double[][] series, AtomicBoolean interrupted) {
        Elastic measure =
                options.elastic()
                        .orElseThrow(() ->
                                new Refusal(
                                                Refusal.Code.NOT_PERMITTED,
                                                "kmeans under " + options.name(),
                                                "use an elastic measure (dtw with --radius 0 is"
                                                        + " Euclidean), or kmedoids")
                                        .at("--measure"));
        Window window = options.window(series);
        KMeans.Settings settings =
                new KMeans.Settings(
                        clusters,
                        measure,
                        window,
                        averaging(measure, window),
                        new KMeans.Effort(rounds, starts, threads));
        KMeans found =
                KMeans.of(
                        SeriesSet.of(series),
                        settings,
                        new SplittableRandom(seed),
                        round -> {
                            console.progress("clustering, rounds", round, (long) rounds * starts);
                            return !interrupted.get();
                        });
        boolean small = json && clusters > 1 && series.length <= SILHOUETTE_MAX;
        Optional<DistanceMatrix> matrix =
                small && !interrupted.get() ? matrix(series, interrupted) : Optional.empty();
        print(
                found.labels(),
                text -> {
                    text.writeArrayPropertyStart("centres");
                    for (int c = 0; c < found.k(); c++) {
                        text.writeStartArray();
                        for (double sample : found.centre(c)[0]) {
                            text.writeNumber(sample);
                        }
                        text.writeEndArray();
                    }
                    text.writeEndArray();
                },
                found.inertia(),
                silhouette(matrix, found.labels()));
        return true;
    }

    private Averaging averaging(Elastic measure, Window window) {
        Averaging.Method how =
                average.orElse(
                        measure instanceof Elastic.SoftDtw
                                ? Averaging.Method.SOFT
                                : Averaging.Method.DBA);
        Elastic mean =
                how == Averaging.Method.SOFT
                        ? options.soft()
                        : Averaging.hasMean(measure) ? measure : new Elastic.Dtw(StepCost.SQUARED);
        return new Averaging(how, mean, window, 10, 1e-6);
    }

    private Optional<DistanceMatrix> matrix(double[][] series, AtomicBoolean interrupted) {
        Optional<DistanceMatrix> matrix = options.within(series, threads, console, interrupted);
        boolean soft = options.elastic().filter(Elastic.SoftDtw.class::isInstance).isPresent();
        return soft ? matrix.map(DistanceMatrix::divergences) : matrix;
    }

    private OptionalDouble silhouette(Optional<DistanceMatrix> matrix, int[] labels) {
        return matrix.isPresent() && clusters > 1
                ? OptionalDouble.of(Silhouette.of(matrix.get(), labels).mean())
                : OptionalDouble.empty();
    }

    /// Prints the field of centres or medoids.
    private interface Middles {
        void print(JsonGenerator text);
    }

    private void print(int[] labels, Middles middles, double inertia, OptionalDouble silhouette) {
        if (!json) {
            for (int label : labels) {
                console.print(Integer.toString(label));
            }
            return;
        }
        console.print(
                JsonText.object(text -> {
                    text.writeArrayPropertyStart("labels");
                    for (int label : labels) {
                        text.writeNumber(label);
                    }
                    text.writeEndArray();
                    middles.print(text);
                    text.writeNumberProperty("inertia", inertia);
                    if (silhouette.isPresent()) {
                        text.writeNumberProperty("silhouette", silhouette.getAsDouble());
                    } else {
                        text.writeNullProperty("silhouette");
                    }
                }));
    }
}
