package orrery.cli.compare;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.classify.NearestNeighbour;
import orrery.compare.classify.WindowChoice;
import orrery.compare.distance.Samples;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.NearestSeries;
import orrery.compare.warping.Window;
import orrery.operations.report.JsonText;
import orrery.operations.series.LabelledSeries;
import orrery.operations.series.SeriesFile;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description = {
            "Classify each series of a test file by the nearest series of a training file, and count",
            "the errors. Files are as in the UCR archive: a label and samples a line, tabs between."
        })
public final class ClassifyCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--train", required = true, paramLabel = "F", description = "training file")
    private String train = "";

    @Option(names = "--test", required = true, paramLabel = "F", description = "test file")
    private String test = "";

    @Mixin private MeasureOptions options = new MeasureOptions();

    @Option(
            names = "--learn-window",
            description = "choose the window by leaving one training series out at a time")
    private boolean learns;

    @Option(
            names = "--normalise",
            paramLabel = "HOW",
            description = "none, or z: each series to mean 0 and deviation 1 (default: none)")
    private Normalise normalise = Normalise.NONE;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    enum Normalise {
        NONE,
        Z
    }

    public ClassifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LabelledSeries known = new SeriesFile(train, System.in).labelled();
        LabelledSeries wanted = new SeriesFile(test, System.in).labelled();
        double[][] candidates = series(known, train);
        double[][] queries = series(wanted, test);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            Optional<WindowChoice> learned = learned(known, candidates, interrupted);
            NearestNeighbour classifier = classifier(known, candidates, learned);
            NearestNeighbour.Score score =
                    classifier.test(
                            queries,
                            wanted.labels(),
                            done -> {
                                console.progress("classifying", done, queries.length);
                                return !interrupted.get();
                            });
            print(score, learned, classifier.pruned());
            if (score.cases() < queries.length) {
                console.say("orrery: interrupted; this is the result so far");
                return ExitCode.INTERRUPTED.number();
            }
            return ExitCode.YES.number();
        }
    }

    private double[][] series(LabelledSeries file, String name) {
        double[][] series = file.all();
        for (int i = 0; i < series.length; i++) {
            Samples.requireFinite(series[i], "series " + (i + 1) + " of " + name, 1 << 20);
            if (normalise == Normalise.Z) {
                series[i] = Samples.zNormalised(series[i]);
            }
        }
        return series;
    }

    private Optional<WindowChoice> learned(
            LabelledSeries known, double[][] candidates, AtomicBoolean interrupted) {
        if (!learns) {
            return Optional.empty();
        }
        Elastic measure = options.elastic().orElseThrow(this::noWindow);
        return Optional.of(
                WindowChoice.leaveOneOut(
                        candidates,
                        known.labels(),
                        measure,
                        percent -> {
                            console.progress("learning the window", percent, 101);
                            return !interrupted.get();
                        }));
    }

    private Refusal noWindow() {
        return new Refusal(
                        Refusal.Code.NOT_PERMITTED,
                        "a window of " + options.name(),
                        "use an elastic measure")
                .at("--learn-window");
    }

    private NearestNeighbour classifier(
            LabelledSeries known, double[][] candidates, Optional<WindowChoice> learned) {
        Optional<Elastic> elastic = options.elastic();
        if (elastic.isEmpty()) {
            return NearestNeighbour.by(candidates, known.labels(), options.lockStep());
        }
        int longest = 0;
        for (double[] series : candidates) {
            longest = Math.max(longest, series.length);
        }
        if (elastic.get() instanceof Elastic.SoftDtw || elastic.get() instanceof Elastic.ShapeDtw) {
            return NearestNeighbour.by(
                    candidates, known.labels(), options.elastic(elastic.get(), longest));
        }
        Window window =
                learned.isPresent()
                        ? new Window.SakoeChiba(learned.get().radius())
                        : options.windowOfArchive(longest);
        return NearestNeighbour.elastic(candidates, known.labels(), elastic.get(), window);
    }

    private void print(
            NearestNeighbour.Score score,
            Optional<WindowChoice> learned,
            Optional<NearestSeries.Pruned> pruned) {
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeNumberProperty("cases", score.cases());
                        out.writeNumberProperty("errors", score.errors());
                        out.writeNumberProperty("errorRate", score.errorRate());
                        learned.ifPresent(choice -> {
                            out.writeNumberProperty("windowPercent", choice.percent());
                            out.writeNumberProperty("radius", choice.radius());
                        });
                        pruned.ifPresent(counts -> write(counts, out));
                    }));
            return;
        }
        learned.ifPresent(choice ->
                console.print(
                        "window: %d %%, radius %d".formatted(choice.percent(), choice.radius())));
        console.print(
                "%,d cases, %,d errors, error rate %.4f"
                        .formatted(score.cases(), score.errors(), score.errorRate()));
    }

    private static void write(NearestSeries.Pruned pruned, JsonGenerator out) {
        out.writeObjectPropertyStart("pruned");
        out.writeNumberProperty("candidates", pruned.candidates());
        out.writeNumberProperty("kim", pruned.kim());
        out.writeNumberProperty("keogh", pruned.keogh());
        out.writeNumberProperty("enhanced", pruned.enhanced());
        out.writeNumberProperty("webb", pruned.webb());
        out.writeNumberProperty("compared", pruned.compared());
        out.writeEndObject();
    }
}
