package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.timeline.Refusal;

/// The last samples of a stream, newest first, in one stretch of memory.
///
/// Each sample is written twice, so that any run of ages is contiguous and a loop over it can be
/// vectorised. Threads: confined to one. Allocation: none after construction.
final class Past {
    private final int capacity;
    private final double[] mirrored;
    private int head;
    private int size;

    Past(int capacity) {
        this.capacity = capacity;
        this.mirrored = new double[2 * capacity];
    }

    void add(double value) {
        head = head == 0 ? capacity - 1 : head - 1;
        mirrored[head] = value;
        mirrored[head + capacity] = value;
        if (size < capacity) {
            size++;
        }
    }

    int size() {
        return size;
    }

    /// The sample of that age, or the oldest one where the past is shorter; 0 where it is empty.
    double at(int age) {
        return size == 0 ? 0 : mirrored[head + Math.min(age, size - 1)];
    }

    /// `sums[k] += at(age) · at(age + k)` for every lag k below `lags` and each of the newest
    /// `ages` samples, the oldest of them first. Pairs beyond the past are left out.
    void addProducts(int ages, double[] sums, int lags) {
        if (lags <= size - ages) {
            LevelKernels.addProducts(mirrored, head + ages - 1, head, sums, lags);
            return;
        }
        for (int age = ages - 1; age >= 0; age--) {
            LevelKernels.addProducts(
                    mirrored, head + age, head + age, sums, Math.min(lags, size - age));
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int age = size - 1; age >= 0; age--) {
            out.writeDouble(at(age));
        }
    }

    void readFrom(DataInput in) throws IOException {
        int saved = in.readInt();
        if (saved < 0 || saved > capacity) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "a past of " + saved + " samples, room for " + capacity,
                    "restore with the settings it was saved with");
        }
        size = 0;
        head = 0;
        for (int i = 0; i < saved; i++) {
            add(in.readDouble());
        }
    }
}
