package orrery.journal;

import java.util.Locale;
import orrery.timeline.Refusal;

/// The settings of a journal, each with its limits.
///
/// Threads: immutable.
///
/// @param durability what a record outlives once append has returned
/// @param segmentBytes size of a segment file, 1 KiB to 1 GiB; a longer record makes a longer one
/// @param payloadMaxBytes largest payload of one record, 1 to {@link #PAYLOAD_LIMIT_BYTES}
/// @param chainEvery a chain value is stored at least every so many records, 1 to 65,536
/// @param forceIntervalNs pause between two background forces in mode `PROCESS`, 100 µs to 10 s;
///     0 for no background thread, so that only {@link Journal#force} forces
public record JournalSettings(
        Durability durability,
        int segmentBytes,
        int payloadMaxBytes,
        int chainEvery,
        long forceIntervalNs) {

    /// No payload is ever longer: a reader of a hostile file needs no more memory than this.
    public static final int PAYLOAD_LIMIT_BYTES = 16 << 20;

    /// @throws Refusal OUT_OF_RANGE for a number outside its limits
    public JournalSettings {
        check("segmentBytes", segmentBytes, 1 << 10, 1 << 30);
        check("payloadMaxBytes", payloadMaxBytes, 1, PAYLOAD_LIMIT_BYTES);
        check("chainEvery", chainEvery, 1, 1 << 16);
        if (forceIntervalNs != 0) {
            check("forceIntervalNs", forceIntervalNs, 100_000L, 10_000_000_000L);
        }
    }

    /// Mode `PROCESS`, segments of 64 MiB, payloads up to 1 MiB, a chain value every 256 records,
    /// a background force every 5 ms.
    public static JournalSettings defaults() {
        return new JournalSettings(Durability.PROCESS, 64 << 20, 1 << 20, 256, 5_000_000L);
    }

    /// The same with another durability.
    public JournalSettings withDurability(Durability other) {
        return new JournalSettings(
                other, segmentBytes, payloadMaxBytes, chainEvery, forceIntervalNs);
    }

    /// The same with another size of segments, in bytes.
    public JournalSettings withSegmentBytes(int other) {
        return new JournalSettings(durability, other, payloadMaxBytes, chainEvery, forceIntervalNs);
    }

    /// The same with another limit of a payload, in bytes.
    public JournalSettings withPayloadMaxBytes(int other) {
        return new JournalSettings(durability, segmentBytes, other, chainEvery, forceIntervalNs);
    }

    /// The same with a chain value at least every so many records.
    public JournalSettings withChainEvery(int other) {
        return new JournalSettings(
                durability, segmentBytes, payloadMaxBytes, other, forceIntervalNs);
    }

    /// The same with another pause between background forces; 0 for no background thread.
    public JournalSettings withForceIntervalNs(long other) {
        return new JournalSettings(durability, segmentBytes, payloadMaxBytes, chainEvery, other);
    }

    private static void check(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    name + " is " + found,
                    String.format(Locale.ROOT, "use %d to %d", least, most));
        }
    }
}
