package orrery.loop.change;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import orrery.timeline.Refusal;

/// A number that a guarded change may move, within bounds that it may not.
///
/// Threads: immutable.
///
/// @param name how settings and ledger call it
/// @param low least value
/// @param high largest value
/// @param value the value, within the bounds
public record Parameter(String name, double low, double high, double value) {
    /// @throws Refusal OUT_OF_RANGE for a value outside the bounds, NaN included
    public Parameter {
        if (!(low <= value && value <= high)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, name + " is " + value, "use " + low + " to " + high);
        }
    }

    /// The same parameter with another value.
    ///
    /// @throws Refusal OUT_OF_RANGE
    public Parameter with(double other) {
        return new Parameter(name, low, high, other);
    }

    /// SHA-256 of name, bounds and value, bit for bit, in hexadecimal.
    public String hash() {
        byte[] label = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(label.length + 24).put(label);
        bytes.putDouble(low).putDouble(high).putDouble(value);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
