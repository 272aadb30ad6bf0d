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
import orrery.compare.profile.StreamingProfile;
import orrery.compare.segment.ArcCurve;
import orrery.compare.segment.Clasp;
import orrery.compare.segment.ClaspSettings;
import orrery.compare.segment.StreamingArcCurve;
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
            "Without --k, as many as are significant. Ctrl-C ends it with those found so far.",
            "--stream finds them while samples come (FLOSS), and prints each once."
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

    @Option(names = "--stream", description = "read samples as they come; needs --m")
    private boolean stream;

    @Option(
            names = "--history",
            paramLabel = "N",
            description = "--stream: samples kept, more than 25 windows (default: 10000)")
    private int history = 10_000;

    @Option(
            names = "--threshold",
            paramLabel = "C",
            description = "--stream: a change is where the arc curve is below (default: 0.45)")
    private double threshold = 0.45;

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
        if (stream) {
            return stream();
        }
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

    // The curve is read off once a window. A change is told once: when its place is the lowest
    // within
    // five windows on either side, none of which is in the outer five, where the curve says
    // nothing.
    private int stream() {
        if (window < 1 || count.isPresent()) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            window < 1 ? "a stream without --m" : "a stream with --k",
                            "give --m, about one period, and --threshold in place of --k")
                    .at("--stream");
        }
        if (history <= 5L * ArcCurve.EDGE * window || !(threshold >= 0 && threshold <= 1)) {
            throw new Refusal(
                            Refusal.Code.OUT_OF_RANGE,
                            "a history of " + history + ", a threshold of " + threshold,
                            "keep more than 25 windows; the threshold is 0 to 1")
                    .at("--stream");
        }
        StreamingProfile profile =
                StreamingProfile.keeping(history, ProfileSettings.ofWindow(window));
        StreamingArcCurve arcs = StreamingArcCurve.of(profile);
        AtomicBoolean interrupted = new AtomicBoolean();
        long[] last = {Long.MIN_VALUE / 2, 0};
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            input.lines()
                    .read(
                            () -> !interrupted.get(),
                            sample -> {
                                profile.add(sample[0]);
                                if (profile.samples() % window == 0) {
                                    look(profile, arcs, last);
                                }
                            });
        }
        return (interrupted.get()
                        ? ExitCode.INTERRUPTED
                        : last[1] == 0 ? ExitCode.NO : ExitCode.YES)
                .number();
    }

    /// @param last the last change point that was told, and how many were
    private void look(StreamingProfile profile, StreamingArcCurve arcs, long[] last) {
        double[] curve = arcs.curve().corrected();
        int edge = ArcCurve.EDGE * window;
        int from = (int) Math.max(2L * edge, last[0] + edge - profile.first());
        for (int i = from; i < curve.length - 2 * edge; i++) {
            if (curve[i] < threshold && isLowest(curve, i, edge)) {
                tell(profile.first() + i, curve[i], profile.samples() - 1, last);
                return;
            }
        }
    }

    // The first of equally low places.
    private static boolean isLowest(double[] curve, int at, int edge) {
        for (int i = at - edge; i <= at + edge; i++) {
            if (curve[i] < curve[at] || (curve[i] == curve[at] && i < at)) {
                return false;
            }
        }
        return true;
    }

    private void tell(long at, double depth, long seenAt, long[] last) {
        last[0] = at;
        last[1]++;
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeNumberProperty("changePoint", at);
                        out.writeNumberProperty("curve", depth);
                        out.writeNumberProperty("reportedAt", seenAt);
                    }));
        } else {
            console.print(Long.toString(at));
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
