package orrery.compare.pattern;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Partial matches in the order of their starts, in a fixed number of places.
final class CaptureRuns {
    /// Figures an element captures: first and last value, sum, least, largest, number of events.
    static final int FIGURES = 6;

    static final int FIRST = 0;
    static final int LAST = 1;
    static final int SUM = 2;
    static final int LEAST = 3;
    static final int LARGEST = 4;
    static final int COUNT = 5;

    private final int[] order;
    private int size;
    final int[] element;
    final long[] startSample;
    final long[] startNs;
    final long[] lastSample;
    final long[] lastNs;
    final double[] captured;
    private final int width;

    CaptureRuns(int capacity, int elements) {
        this.width = elements * FIGURES;
        this.order = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            order[i] = i;
        }
        this.element = new int[capacity];
        this.startSample = new long[capacity];
        this.startNs = new long[capacity];
        this.lastSample = new long[capacity];
        this.lastNs = new long[capacity];
        this.captured = new double[Math.multiplyExact(capacity, width)];
    }

    int size() {
        return size;
    }

    /// Place of the run that started as the `rank`-th of those alive.
    int place(int rank) {
        return order[rank];
    }

    int capturedFrom(int place) {
        return place * width;
    }

    /// Puts a run behind the others.
    int add() {
        int place = order[size++];
        int from = capturedFrom(place);
        Arrays.fill(captured, from, from + width, Double.NaN);
        for (int e = from + COUNT; e < from + width; e += FIGURES) {
            captured[e] = 0;
        }
        return place;
    }

    /// Removes a run; the others keep their order.
    void remove(int rank) {
        int place = order[rank];
        System.arraycopy(order, rank + 1, order, rank, size - rank - 1);
        size--;
        order[size] = place;
    }

    void clear() {
        size = 0;
    }

    void capture(int place, int number, double value) {
        int at = capturedFrom(place) + number * FIGURES;
        if (captured[at + COUNT] == 0) {
            captured[at + FIRST] = value;
            captured[at + SUM] = 0;
            captured[at + LEAST] = value;
            captured[at + LARGEST] = value;
        }
        captured[at + LAST] = value;
        captured[at + SUM] += value;
        captured[at + LEAST] = Math.min(captured[at + LEAST], value);
        captured[at + LARGEST] = Math.max(captured[at + LARGEST], value);
        captured[at + COUNT]++;
    }

    int count(int place, int number) {
        return (int) captured[capturedFrom(place) + number * FIGURES + COUNT];
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int rank = 0; rank < size; rank++) {
            int place = order[rank];
            out.writeInt(element[place]);
            out.writeLong(startSample[place]);
            out.writeLong(startNs[place]);
            out.writeLong(lastSample[place]);
            out.writeLong(lastNs[place]);
            for (int i = 0; i < width; i++) {
                out.writeDouble(captured[capturedFrom(place) + i]);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        size = 0;
        int saved = in.readInt();
        if (saved < 0 || saved > order.length) {
            throw new IOException(saved + " runs, of " + order.length);
        }
        for (int rank = 0; rank < saved; rank++) {
            int place = add();
            element[place] = in.readInt();
            startSample[place] = in.readLong();
            startNs[place] = in.readLong();
            lastSample[place] = in.readLong();
            lastNs[place] = in.readLong();
            for (int i = 0; i < width; i++) {
                captured[capturedFrom(place) + i] = in.readDouble();
            }
        }
    }
}
