package orrery.agent.sense;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.compare.pattern.Alphabet;

/// Turns each sample into symbols that event patterns can name.
///
/// `rise`, `fall`: the change is above the usual size of a change; `flat`: it is not · `spike`: the
/// sample is more than four usual deviations above the usual level · `shortage`: demand is above
/// what is in force. "Usual" is an exponential average over about 64 samples. Missing samples,
/// NaN or infinite, have no symbol. O(1), allocates nothing. Threads: confined.
public final class SampleSymbols {
    /// The symbols; the number of each is its bit in the mask.
    public static final Alphabet ALPHABET =
            Alphabet.of("rise", "fall", "flat", "spike", "shortage");

    private static final long RISE = 1;
    private static final long FALL = 1 << 1;
    private static final long FLAT = 1 << 2;
    private static final long SPIKE = 1 << 3;
    private static final long SHORTAGE = 1 << 4;
    private static final double RATE = 1.0 / 64;
    private static final double SPIKE_DEVIATIONS = 4;

    private boolean started;
    private double last;
    private double level;
    private double variance;
    private double change;

    /// At the start of a stream.
    public SampleSymbols() {}

    /// The symbols of the next sample, as a mask of bits.
    public long next(double demand, int inForce) {
        if (!Double.isFinite(demand)) {
            return 0;
        }
        long symbols = demand > inForce ? SHORTAGE : 0;
        if (!started) {
            started = true;
            last = demand;
            level = demand;
            return symbols | FLAT;
        }
        double step = demand - last;
        if (step > change) {
            symbols |= RISE;
        } else if (step < -change) {
            symbols |= FALL;
        } else {
            symbols |= FLAT;
        }
        double deviation = demand - level;
        if (deviation > 0
                && deviation * deviation > SPIKE_DEVIATIONS * SPIKE_DEVIATIONS * variance) {
            symbols |= SPIKE;
        }
        change += RATE * (Math.abs(step) - change);
        level += RATE * deviation;
        variance += RATE * (deviation * deviation - variance);
        last = demand;
        return symbols;
    }

    /// Saves the whole state.
    public void writeTo(DataOutput out) throws IOException {
        out.writeBoolean(started);
        out.writeDouble(last);
        out.writeDouble(level);
        out.writeDouble(variance);
        out.writeDouble(change);
    }

    /// Restores what {@link #writeTo} saved.
    public void readFrom(DataInput in) throws IOException {
        started = in.readBoolean();
        last = in.readDouble();
        level = in.readDouble();
        variance = in.readDouble();
        change = in.readDouble();
    }
}
