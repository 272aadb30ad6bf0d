package orrery.attractor.classify;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import orrery.timeline.Refusal;

/// What one window shows: a label with its evidence. What is not established is absent.
///
/// Threads: immutable.
///
/// @param label what kind of dynamics
/// @param confidence 0 to 1, of the label; 0 for UNKNOWN; a ranking, not a probability
/// @param delay delay of the embedding, in samples
/// @param dimension embedding dimension
/// @param exponent largest Lyapunov exponent, in nats per sample; only where near neighbours
///     forecast better than a linear model and part along a straight line
/// @param exponentLow lower end of its 95 % interval
/// @param exponentHigh upper end
/// @param period in samples, not necessarily whole
/// @param determinism share of the variance one delay ahead that near neighbours forecast, 0 to 1
/// @param linearity share that a linear forecast gets, 0 to 1
/// @param reasons why, most important first; fixed sentences
public record Dynamics(
        DynamicsLabel label,
        double confidence,
        OptionalInt delay,
        OptionalInt dimension,
        OptionalDouble exponent,
        OptionalDouble exponentLow,
        OptionalDouble exponentHigh,
        OptionalDouble period,
        OptionalDouble determinism,
        OptionalDouble linearity,
        List<String> reasons) {
    private static final int REASONS_MAX = 16;

    public Dynamics {
        reasons = List.copyOf(reasons);
    }

    /// The answer before any window: UNKNOWN.
    public static Dynamics notYet() {
        return without(DynamicsLabel.UNKNOWN, 0, Reasons.NOT_YET);
    }

    static Dynamics without(DynamicsLabel label, double confidence, List<String> reasons) {
        OptionalDouble none = OptionalDouble.empty();
        return new Dynamics(
                label,
                confidence,
                OptionalInt.empty(),
                OptionalInt.empty(),
                none,
                none,
                none,
                none,
                none,
                none,
                reasons);
    }

    Dynamics withPeriod(double samples) {
        return new Dynamics(
                label,
                confidence,
                delay,
                dimension,
                exponent,
                exponentLow,
                exponentHigh,
                OptionalDouble.of(samples),
                determinism,
                linearity,
                reasons);
    }

    /// Writes every field, so that `readFrom` gives an equal record.
    public void writeTo(DataOutput out) throws IOException {
        out.writeUTF(label.name());
        out.writeDouble(confidence);
        write(out, delay);
        write(out, dimension);
        write(out, exponent);
        write(out, exponentLow);
        write(out, exponentHigh);
        write(out, period);
        write(out, determinism);
        write(out, linearity);
        out.writeInt(reasons.size());
        for (String reason : reasons) {
            out.writeUTF(reason);
        }
    }

    /// Reads what `writeTo` wrote.
    ///
    /// @throws Refusal CORRUPT where it cannot have been written by it
    public static Dynamics readFrom(DataInput in) throws IOException {
        DynamicsLabel label = label(in.readUTF());
        double confidence = in.readDouble();
        OptionalInt delay = readInt(in);
        OptionalInt dimension = readInt(in);
        OptionalDouble exponent = readDouble(in);
        OptionalDouble low = readDouble(in);
        OptionalDouble high = readDouble(in);
        OptionalDouble period = readDouble(in);
        OptionalDouble determinism = readDouble(in);
        OptionalDouble linearity = readDouble(in);
        int count = in.readInt();
        if (count < 0 || count > REASONS_MAX) {
            throw new Refusal(Refusal.Code.CORRUPT, count + " reasons", "restore from a backup");
        }
        List<String> reasons = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            reasons.add(in.readUTF());
        }
        return new Dynamics(
                label,
                confidence,
                delay,
                dimension,
                exponent,
                low,
                high,
                period,
                determinism,
                linearity,
                reasons);
    }

    private static DynamicsLabel label(String name) {
        for (DynamicsLabel label : DynamicsLabel.values()) {
            if (label.name().equals(name)) {
                return label;
            }
        }
        throw new Refusal(Refusal.Code.CORRUPT, "label " + name, "restore from a backup");
    }

    private static void write(DataOutput out, OptionalInt value) throws IOException {
        out.writeBoolean(value.isPresent());
        out.writeInt(value.orElse(0));
    }

    private static void write(DataOutput out, OptionalDouble value) throws IOException {
        out.writeBoolean(value.isPresent());
        out.writeDouble(value.orElse(0));
    }

    private static OptionalInt readInt(DataInput in) throws IOException {
        boolean present = in.readBoolean();
        int value = in.readInt();
        return present ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private static OptionalDouble readDouble(DataInput in) throws IOException {
        boolean present = in.readBoolean();
        double value = in.readDouble();
        return present ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
