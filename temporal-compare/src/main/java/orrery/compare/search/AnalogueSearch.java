package orrery.compare.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import orrery.compare.internal.EuclideanScan;
import orrery.compare.internal.FloatFilter;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.NearestList;
import orrery.compare.internal.SampleRing;
import orrery.compare.internal.WindowScan;
import orrery.compare.internal.ZNormalisedScan;
import orrery.timeline.Refusal;

/// The past windows of a stream that are most like the present one, and what came after them.
///
/// Keeps the last `history` samples. [#search()] compares the window that ends at the newest
/// sample with every window that ends at least one sample before it, overlapping ones included,
/// and finds the k nearest **exactly**. Neighbour `i` ends [#age] samples before the newest; its
/// successor is `value(age(i) - 1)`.
///
/// Ties: of windows at equal distance the one that ends last comes first. Samples that are NaN,
/// infinite or beyond ±1e150 are missing: a window with one is never a neighbour and has none.
/// The vectorised kernels only propose candidates; one scalar routine in double ranks them, so
/// neighbours and distances are the same bit for bit with and without them.
///
/// Cost: add O(1), or O(m) when normalised; search O(n·m) at worst, 16 windows an instruction and
/// given up early; windows of eight have kernels of their own: at n = 4,096, k = 12 about 2 µs.
/// Memory about 24·n bytes, 64·n when normalised. Threads: confined to one. Allocation: none after construction.
///
/// Source: the method of analogues, Lorenz, J. Atmos. Sci. 26(4), 1969,
/// doi:10.1175/1520-0469(1969)26<636:APARBN>2.0.CO;2; constant windows as in STUMPY.
public final class AnalogueSearch {
    private enum Measure {
        EUCLIDEAN(1),
        Z_NORMALISED(2);

        private final int saved;

        Measure(int saved) {
            this.saved = saved;
        }
    }

    private final AnalogueSettings settings;
    private final Measure measure;
    private final SampleRing ring;
    private final WindowScan scan;
    private final NearestList nearest;

    private AnalogueSearch(AnalogueSettings settings, Measure measure) {
        this.settings = settings;
        this.measure = measure;
        this.ring = new SampleRing(settings.history());
        Optional<FloatFilter> filter =
                settings.simd() && Kernels.vectorised()
                        ? Optional.of(filter(settings))
                        : Optional.empty();
        this.scan =
                switch (measure) {
                    case EUCLIDEAN -> new EuclideanScan(ring, settings.window(), filter);
                    case Z_NORMALISED -> new ZNormalisedScan(ring, settings.window(), filter);
                };
        this.nearest = new NearestList(settings.neighbours());
    }

    private static FloatFilter filter(AnalogueSettings settings) {
        return new FloatFilter(settings.history(), settings.window(), settings.neighbours());
    }

    /// By the root of the sum of squared differences, in the unit of the samples.
    public static AnalogueSearch euclidean(AnalogueSettings settings) {
        return new AnalogueSearch(settings, Measure.EUCLIDEAN);
    }

    /// By the same distance after each window is brought to mean 0 and deviation 1, so that level
    /// and scale do not count: from 0 to 2·sqrt(m).
    ///
    /// A window is constant where its deviation is within 16 units in the last place of its largest
    /// magnitude: two such windows are at distance 0, a constant and another at sqrt(m).
    public static AnalogueSearch zNormalised(AnalogueSettings settings) {
        return new AnalogueSearch(settings, Measure.Z_NORMALISED);
    }

    /// Adds the newest sample and drops the oldest where the history is full.
    public void add(double value) {
        ring.add(value);
        scan.added();
    }

    /// Finds the neighbours of the window that ends at the newest sample.
    ///
    /// @return how many: `neighbours`, or fewer where the history has fewer windows, or 0 where the
    ///     latest window is not complete
    public int search() {
        int oldest = ring.size() - settings.window();
        if (oldest < 1 || ring.usable() < settings.window()) {
            nearest.clear();
            return 0;
        }
        scan.begin();
        double within = scan.abandons() ? formerWithin(oldest) : Double.POSITIVE_INFINITY;
        nearest.clear();
        scan.sweep(nearest, oldest, within);
        return nearest.count();
    }

    // A good neighbour is likely to stay one: the farthest of the former ones is a threshold.
    private double formerWithin(int oldest) {
        double farthest = 0;
        for (int i = 0; i < nearest.count(); i++) {
            if (nearest.age(i) > oldest) {
                return Double.POSITIVE_INFINITY;
            }
            double distance = scan.distance(nearest.age(i));
            farthest = Math.max(farthest, distance);
        }
        return nearest.isFull() && farthest >= 0 ? farthest : Double.POSITIVE_INFINITY;
    }

    /// Neighbours that the last [#search()] found.
    public int count() {
        return nearest.count();
    }

    /// Samples from the end of neighbour `i` to the sample that was newest at the last search.
    ///
    /// @param i 0 (nearest) to `count() - 1`
    /// @return 1 or more
    public int age(int i) {
        return nearest.age(Objects.checkIndex(i, nearest.count()));
    }

    /// Distance of neighbour `i`, ascending in `i`.
    ///
    /// @param i 0 (nearest) to `count() - 1`
    public double distance(int i) {
        return nearest.distance(Objects.checkIndex(i, nearest.count()));
    }

    /// The sample of that age; NaN where it is missing.
    ///
    /// @param age 0 (newest) to `size() - 1`
    public double value(int age) {
        return ring.value(Objects.checkIndex(age, ring.size()));
    }

    /// Samples kept at present.
    public int size() {
        return ring.size();
    }

    public AnalogueSettings settings() {
        return settings;
    }

    /// Saves samples and last answer: 8 bytes a sample, 12 a neighbour, 21 more.
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(measure.saved);
        out.writeInt(settings.history());
        out.writeInt(settings.window());
        out.writeInt(settings.neighbours());
        out.writeInt(ring.size());
        for (int age = ring.size() - 1; age >= 0; age--) {
            out.writeDouble(ring.value(age));
        }
        out.writeInt(nearest.count());
        for (int i = 0; i < nearest.count(); i++) {
            out.writeInt(nearest.age(i));
            out.writeDouble(nearest.distance(i));
        }
    }

    /// Takes the place of the saved one: from here on both give the same answers.
    ///
    /// @throws Refusal CORRUPT if it was saved with another measure, history, window or number of
    ///     neighbours, or is damaged; this search is then empty
    public void readFrom(DataInput in) throws IOException {
        ring.clear();
        nearest.clear();
        expect("measure", in.readByte(), measure.saved);
        expect("history", in.readInt(), settings.history());
        expect("window", in.readInt(), settings.window());
        expect("neighbours", in.readInt(), settings.neighbours());
        int size = atMost("samples", in.readInt(), settings.history());
        for (int i = 0; i < size; i++) {
            add(in.readDouble());
        }
        int count = atMost("neighbours", in.readInt(), settings.neighbours());
        for (int i = 0; i < count; i++) {
            nearest.offer(atMost("age", in.readInt(), settings.history()), in.readDouble());
        }
    }

    private static void expect(String name, int found, int expected) {
        if (found != expected) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "saved with " + name + " " + found + ", here it is " + expected,
                    "restore with the settings of the saved search");
        }
    }

    private static int atMost(String name, int found, int max) {
        if (found < 0 || found > max) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    found + " " + name + ", at most " + max + " are possible",
                    "restore from an undamaged copy");
        }
        return found;
    }
}
