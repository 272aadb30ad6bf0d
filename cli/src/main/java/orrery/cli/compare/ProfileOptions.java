package orrery.cli.compare;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.profile.Effort;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.ProfileJoin;
import orrery.compare.profile.ProfileSettings;
import orrery.compare.profile.Progress;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the commands that compute a profile have in common.
final class ProfileOptions {
    @Mixin private SeriesOptions input = new SeriesOptions();

    @Option(names = "--m", paramLabel = "M", description = "samples of a window; required")
    private Optional<Integer> window = Optional.empty();

    @Option(
            names = "--exclusion",
            paramLabel = "E",
            description = "windows at most so far apart do not match (default: M/4, rounded up)")
    private Optional<Integer> exclusion = Optional.empty();

    @Option(
            names = "--normalise",
            paramLabel = "HOW",
            description = "z: each window to mean 0 and deviation 1; none: as it is (default: z)")
    private Normalise normalise = Normalise.Z;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "same answer bit for bit whatever the number (default: 1)")
    private int threads = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "order of the comparisons: matters where they are stopped (default: 0)")
    private long seed;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "seconds after which to stop with the answer so far")
    private Optional<Double> timeoutSeconds = Optional.empty();

    @Option(
            names = "--kernels",
            paramLabel = "KIND",
            description = "simd or plain; same answer bit for bit (default: simd)")
    private Kernels kernels = Kernels.SIMD;

    enum Normalise {
        NONE,
        Z
    }

    enum Kernels {
        PLAIN,
        SIMD
    }

    double[] series() {
        return input.series();
    }

    double[] series(String name) {
        return input.series(name);
    }

    SeriesOptions input() {
        return input;
    }

    boolean simd() {
        return kernels == Kernels.SIMD;
    }

    boolean normalised() {
        return normalise == Normalise.Z;
    }

    ProfileSettings settings() {
        int samples =
                window.orElseThrow(() ->
                        new Refusal(
                                        Refusal.Code.MISSING,
                                        "nothing says how long a window is",
                                        "say how many samples with --m")
                                .at("--m"));
        ProfileSettings settings = ProfileSettings.ofWindow(samples);
        settings = exclusion.map(settings::withExclusion).orElse(settings);
        return normalised() ? settings : settings.withoutNormalising();
    }

    /// Runs to the end, to the time limit or to Ctrl-C, and prints the answer; says so where it is not
    /// the whole one. An interrupted process waits for that.
    ///
    /// @param print prints what the profile tells, and says whether that is anything
    /// @return exit code
    int run(ProfileJoin join, Console console, Predicate<MatrixProfile> print) {
        Effort effort = new Effort(threads, seed, simd());
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean late = new AtomicBoolean();
        NanoClock clock = NanoClock.system();
        long startNs = clock.nanoTime();
        double limitNs = timeoutSeconds.map(s -> s * 1e9).orElse(Double.POSITIVE_INFINITY);
        Progress progress =
                (done, all) -> {
                    console.progress("profile, pairs", done, all);
                    late.set(clock.nanoTime() - startNs > limitNs);
                    return !interrupted.get() && !late.get();
                };
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            MatrixProfile profile = join.run(effort, progress);
            boolean any = print.test(profile);
            if (profile.explored() == 1) {
                return (any ? ExitCode.YES : ExitCode.NO).number();
            }
            console.say(
                    "orrery: %s after %.1f %% of the pairs; the answer is the best among those"
                            .formatted(
                                    interrupted.get() ? "interrupted" : "out of time",
                                    100 * profile.explored()));
            return (interrupted.get() ? ExitCode.INTERRUPTED : ExitCode.UNKNOWN).number();
        }
    }
}
