package orrery.compare.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.StreamWindows;
import orrery.timeline.Refusal;

/// The matrix profile of a stream, kept up to date with each sample.
///
/// Keeps the last `history` samples. Windows have numbers from the first sample on; when a window
/// drops out, those that had it as their left neighbour keep its number and distance. While nothing
/// has dropped out, neighbours and distances are those of [MatrixProfile], with its conventions;
/// but windows whose norm is below 1e-150 or so are constant here.
///
/// Cost: [#add] O(n + m), eight windows an instruction, a few µs at n = 10,000; O(n·m) where the
/// recurrence starts anew (each 16,384 samples, after a gap, and where windows become 64 times
/// smaller). Memory about 80 bytes for each of 2·n samples. Threads: confined. Allocation: none
/// once the history is full.
///
/// Source: STUMPI, Yeh et al., ICDM 2016, doi:10.1109/ICDM.2016.0179, section III-C.
public final class StreamingProfile {
    /// 2^21 samples: 320 MiB.
    public static final int HISTORY_MAX = 1 << 21;

    private static final int VERSION = 1;

    private final ProfileSettings settings;
    private final int history;
    private final StreamWindows windows;

    private StreamingProfile(ProfileSettings settings, int history, boolean simd) {
        this.settings = settings;
        this.history = history;
        this.windows = new StreamWindows(settings.window(), settings.exclusion(), history, simd);
    }

    /// @param settings normalised, one neighbour
    /// @param history samples kept, more than the window, at most [#HISTORY_MAX]
    /// @throws Refusal OUT_OF_RANGE, or NOT_PERMITTED for settings that only a whole series has
    public static StreamingProfile keeping(int history, ProfileSettings settings) {
        return keeping(history, settings, true);
    }

    /// @param simd whether to use the vectorised kernels where the machine has them; the answers
    ///     are the same either way
    /// @throws Refusal as [#keeping(int, ProfileSettings)]
    public static StreamingProfile keeping(int history, ProfileSettings settings, boolean simd) {
        if (history <= settings.window() || history > HISTORY_MAX) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "history is " + history + " samples, the window " + settings.window(),
                    "use more than the window, at most " + HISTORY_MAX);
        }
        if (!settings.normalised() || settings.neighbours() != 1) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "a streaming profile of " + settings,
                    "ask for one neighbour of normalised windows");
        }
        return new StreamingProfile(settings, history, simd && Kernels.vectorised());
    }

    /// Takes the next sample; NaN, infinite ones and those beyond ±1e150 are missing.
    public void add(double sample) {
        windows.add(sample);
    }

    /// Samples so far.
    public long samples() {
        return windows.samples();
    }

    /// Number of the oldest window kept.
    public long first() {
        return windows.first();
    }

    /// One more than the number of the newest window: `end() - first()` are kept.
    public long end() {
        return windows.end();
    }

    /// Where the nearest neighbour starts, before or after; -1 where there is none.
    ///
    /// @param window [#first] to [#end], exclusive
    public long neighbour(long window) {
        check(window);
        return windows.leftIsNearer(window) ? windows.left(window) : windows.right(window);
    }

    /// Distance of [#neighbour]; infinite where there is none.
    public double distance(long window) {
        return Math.min(leftDistance(window), rightDistance(window));
    }

    /// Where the nearest neighbour before the window starts; -1 where there is none.
    public long left(long window) {
        return windows.left(check(window));
    }

    /// Where the nearest neighbour after the window starts; -1 where there is none.
    public long right(long window) {
        return windows.right(check(window));
    }

    /// Distance of [#left]; infinite where there is none. Of the newest window, how unlike all
    /// before it is: a discord is seen as soon as it is complete.
    public double leftDistance(long window) {
        return distanceOf(windows.leftHalfSquare(check(window)));
    }

    /// Distance of [#right]; infinite where there is none.
    public double rightDistance(long window) {
        return distanceOf(windows.rightHalfSquare(check(window)));
    }

    private double distanceOf(double halfSquare) {
        return Math.sqrt(2 * settings.window() * halfSquare);
    }

    private long check(long window) {
        if (window < windows.first() || window >= windows.end()) {
            throw new IndexOutOfBoundsException(
                    "window " + window + " of " + windows.first() + " to " + windows.end());
        }
        return window;
    }

    public ProfileSettings settings() {
        return settings;
    }

    /// Saves the state: 89 bytes a sample kept or so.
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeInt(settings.window());
        out.writeInt(settings.exclusion());
        out.writeInt(history);
        windows.writeTo(out);
    }

    /// Takes the place of the saved one: from here on both give the same answers bit for bit.
    ///
    /// @throws Refusal CORRUPT if it was saved with another window, exclusion or history, VERSION
    ///     if by another version
    public void readFrom(DataInput in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new Refusal(
                    Refusal.Code.VERSION, "saved as version " + version, "restore by that version");
        }
        expect("window", in.readInt(), settings.window());
        expect("exclusion", in.readInt(), settings.exclusion());
        expect("history", in.readInt(), history);
        windows.readFrom(in);
    }

    private static void expect(String name, int found, int expected) {
        if (found != expected) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "saved with " + name + " " + found + ", here it is " + expected,
                    "restore with the settings of the saved profile");
        }
    }
}
