package orrery.compare.internal;

import java.util.Arrays;

/// Where the last samples stand for the vectorised filters: lane l holds the l-th stretch of them.
///
/// Slots go round like a ring, one a sample, some more than there are samples. Slot s stands in row
/// `s % rows` of lane `s / rows`, so a window that starts in some row takes one row after another
/// in its lane, and windows of neighbouring rows share all rows but one: a kernel loads a row once
/// for several of them. The first rows are repeated after the last ones, one lane lower, where
/// windows run on.
final class Stripes {
    private final int lanes;
    private final int laneBits;
    private final int rows;
    private final int window;
    private final int history;
    private int newest;

    /// @param lanes a power of 2
    Stripes(int history, int window, int lanes) {
        int needed = (history + lanes) / lanes;
        this.lanes = lanes;
        this.laneBits = Integer.numberOfTrailingZeros(lanes);
        this.rows = (needed + FloatFilter.RUN - 1) / FloatFilter.RUN * FloatFilter.RUN;
        this.window = window;
        this.history = history;
    }

    /// Moves on by one sample.
    void advance() {
        newest = newest + 1 == slots() ? 0 : newest + 1;
    }

    /// Slots, and also candidates: a window starts in each. Those that hold the slot of the sample
    /// that was dropped last are to be made unfit by what is written there.
    int slots() {
        return rows * lanes;
    }

    /// An array for one number a window, by the slot where it starts.
    float[] byWindow(float value) {
        float[] cells = new float[slots()];
        Arrays.fill(cells, value);
        return cells;
    }

    /// An array for one number a sample.
    float[] bySample(float value) {
        float[] cells = new float[slots() + (window - 1) * lanes];
        Arrays.fill(cells, value);
        return cells;
    }

    /// The slot of the sample of that age; [#history] is that of the sample dropped last.
    int slot(int age) {
        int slot = newest - age;
        return slot < 0 ? slot + slots() : slot;
    }

    int history() {
        return history;
    }

    /// The cell of a window by the slot where it starts.
    int cell(int slot) {
        int lane = slot / rows;
        return ((slot - lane * rows) << laneBits) + lane;
    }

    /// The first of the runs in the row of a slot.
    int run(int slot) {
        return (slot % rows / FloatFilter.RUN) << laneBits;
    }

    /// Writes the number of a sample wherever windows look for it.
    void put(float[] bySample, int slot, float value) {
        int lane = slot / rows;
        for (int row = slot - lane * rows; row < rows + window - 1; row += rows) {
            bySample[row * lanes + lane] = value;
            lane = lane == 0 ? lanes - 1 : lane - 1;
        }
    }

    /// The age at which the window of a cell ends: 1 or more where it is a candidate, up to the
    /// oldest that the caller knows; other cells give other numbers.
    int age(int cell) {
        int first = (cell & (lanes - 1)) * rows + (cell >>> laneBits);
        int age = newest - first - (window - 1);
        return age < 0 ? age + slots() : age;
    }
}
