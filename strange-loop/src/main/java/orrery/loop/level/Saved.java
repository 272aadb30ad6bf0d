package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.timeline.Refusal;

/// Arrays of numbers, saved bit for bit behind their length.
final class Saved {
    private Saved() {}

    static void write(DataOutput out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeLong(Double.doubleToRawLongBits(value));
        }
    }

    static void write(DataOutput out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeInt(Float.floatToRawIntBits(value));
        }
    }

    static void read(DataInput in, double[] values) throws IOException {
        expect(values.length, in.readInt());
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(in.readLong());
        }
    }

    static void read(DataInput in, float[] values) throws IOException {
        expect(values.length, in.readInt());
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(in.readInt());
        }
    }

    static void expect(int expected, int saved) {
        if (saved != expected) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    saved + " numbers saved, " + expected + " expected",
                    "restore with the settings it was saved with");
        }
    }
}
