package orrery.cli.compare;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.ProfileSettings;
import orrery.compare.profile.Progress;
import orrery.compare.segment.ArcCurve;
import orrery.compare.segment.Clasp;
import orrery.compare.segment.ClaspSettings;
import orrery.compare.segment.WindowSize;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "segment",
        mixinStandardHelpOptions = true,
        description = {
            "Where a series changes what it does: the starts of its segments but the first.",
            "Without --k, as many as are significant. Ctrl-C ends it with those found so far."
        })
public final class SegmentCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private SeriesOptions input = new SeriesOptions();

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            description = "change points wanted, at most (default: all that are significant)")
    private Optional<Integer> count = Optional.empty();

    @Option(
            names = "--m",
            paramLabel = "M",
            description = "samples of a window (default: chosen by the statistics of the series)")
    private int window;

    @Option(
            names = "--method",
            paramLabel = "HOW",
            description = "clasp, or fluss, which needs --k (default: clasp)")
    private Method method = Method.CLASP;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "choice of the parts that clasp tries (default: 2357)")
    private long seed = ClaspSettings.usual().seed();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    enum Method {
        CLASP,
        FLUSS
    }

    public SegmentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        double[] series = input.series();
        AtomicBoolean interrupted = new AtomicBoolean();
        Progress progress =
                (done, all) -> {
                    console.progress("segment, pairs", done, all);
                    return !interrupted.get();
                };
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            int[] found = method == Method.CLASP ? clasp(series, progress) : fluss(series);
            print(found);
            if (interrupted.get()) {
                console.say("orrery: interrupted; the change points are those found so far");
                return ExitCode.INTERRUPTED.number();
            }
            return ExitCode.YES.number();
        }
    }

    private int[] clasp(double[] series, Progress progress) {
        ClaspSettings usual = ClaspSettings.usual();
        ClaspSettings settings =
                new ClaspSettings(
                        window, usual.neighbours(), usual.segmentMin(), usual.parts(), seed);
        return (count.isPresent()
                        ? Clasp.best(series, count.get(), settings, progress)
                        : Clasp.of(series, settings, progress))
                .changePoints();
    }

    private int[] fluss(double[] series) {
        int wanted =
                count.orElseThrow(() ->
                        new Refusal(
                                        Refusal.Code.MISSING,
                                        "fluss does not find the number of change points",
                                        "say how many with --k, or use --method clasp")
                                .at("--k"));
        int samples = window == 0 ? WindowSize.of(series) : window;
        ProfileSettings settings = ProfileSettings.ofWindow(samples);
        int[] found = ArcCurve.of(MatrixProfile.of(series, settings)).changePoints(wanted);
        Arrays.sort(found);
        return found;
    }

    private void print(int[] changePoints) {
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeArrayPropertyStart("changePoints");
                        for (int at : changePoints) {
                            out.writeNumber(at);
                        }
                        out.writeEndArray();
                    }));
        } else {
            for (int at : changePoints) {
                console.print(Integer.toString(at));
            }
        }
    }
}
