package orrery.cli.compare;

import java.io.PrintWriter;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.summary.Averaging;
import orrery.compare.summary.Averaging.Method;
import orrery.compare.summary.Barycentre;
import orrery.compare.summary.Medoid;
import orrery.compare.summary.SeriesSet;
import orrery.compare.warping.Elastic;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "average",
        mixinStandardHelpOptions = true,
        description = {
            "The barycentre of the series of a file: the series from which the costs of all are",
            "least in sum. Prints a number a line. Starts from the medoid. Ctrl-C ends it with the",
            "best series so far."
        })
public final class AverageCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private SeriesSetOptions options = new SeriesSetOptions();

    @Option(
            names = "--method",
            paramLabel = "HOW",
            description = {
                "dba: means along alignments; ssg: stochastic subgradient; soft: soft-DTW by its",
                "gradient, with --gamma (default: dba)"
            })
    private Method method = Method.DBA;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "most passes over the series (default: 100)")
    private int iterations = 100;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "a pass that gains no more than this share is the last (default: 1e-6)")
    private double tolerance = 1e-6;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "order of ssg; candidates for the medoid of many series (default: 0)")
    private long seed;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    public AverageCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        double[][] series = options.series();
        Averaging averaging =
                new Averaging(method, measure(), options.window(series), iterations, tolerance);
        SeriesSet set = SeriesSet.of(series);
        SplittableRandom random = new SplittableRandom(seed);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            double[][] start = set.series(Medoid.of(set, averaging, random));
            Barycentre found =
                    Barycentre.from(
                            start,
                            set,
                            averaging,
                            random,
                            pass -> {
                                console.progress("averaging, passes", pass, iterations);
                                return !interrupted.get();
                            });
            print(found);
            if (interrupted.get()) {
                console.say("orrery: interrupted; this is the best series so far");
                return ExitCode.INTERRUPTED.number();
            }
            return ExitCode.YES.number();
        }
    }

    private Elastic measure() {
        Elastic measure =
                options.elastic()
                        .orElseThrow(() ->
                                new Refusal(
                                                Refusal.Code.NOT_PERMITTED,
                                                "a barycentre under " + options.name(),
                                                "use an elastic measure; the plain mean is dtw with"
                                                        + " --radius 0")
                                        .at("--measure"));
        boolean plain = options.name().equals("dtw");
        return method == Method.SOFT && plain ? options.soft() : measure;
    }

    private void print(Barycentre found) {
        if (!json) {
            PrintWriter lines = console.resultWriter();
            for (double sample : found.series()) {
                lines.write(sample + "\n");
            }
            lines.flush();
            return;
        }
        console.print(
                JsonText.object(text -> {
                    text.writeArrayPropertyStart("barycentre");
                    for (double sample : found.series()) {
                        text.writeNumber(sample);
                    }
                    text.writeEndArray();
                    text.writeNumberProperty("inertia", found.inertia());
                    text.writeNumberProperty("iterations", found.iterations());
                    text.writeBooleanProperty("settled", found.settled());
                }));
    }
}
