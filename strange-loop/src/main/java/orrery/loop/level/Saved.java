package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.timeline.Refusal;

/// Arrays of doubles, saved bit for bit behind their length.
final class Saved {
    private Saved() {}

    static void write(DataOutput out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeLong(Double.doubleToRawLongBits(value));
        }
    }

    static void read(DataInput in, double[] values) throws IOException {
        int length = in.readInt();
        if (length != values.length) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    length + " numbers saved, " + values.length + " expected",
                    "restore with the settings it was saved with");
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(in.readLong());
        }
    }
}
