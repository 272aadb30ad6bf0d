package orrery.journal;

import org.jspecify.annotations.Nullable;
import orrery.timeline.NanoClock;

/// Puts frames into the last segment and begins the next one when it is full.
///
/// Confined to whoever holds the append lock of the journal.
final class SegmentWriter {
    /// Mode `NONE` writes blocks of this size.
    private static final int BATCH_BYTES = 1 << 16;

    private final Storage storage;
    private final JournalSettings settings;
    private final NanoClock clock;
    private final FrameBuffer buffer = new FrameBuffer(2 * BATCH_BYTES);
    private final Chain chain;

    private Storage.Output output;
    private Storage.@Nullable Output previous; // full, but not yet forced: at most one
    private long segmentFirst;
    private long segmentBytes;
    private int chainEvery;
    private long sequence;
    private long forcedSequence;
    private long lastTimeNs;

    /// Goes on behind the sound part that a scan found.
    SegmentWriter(Storage storage, JournalSettings settings, NanoClock clock, Scan scan) {
        this.storage = storage;
        this.settings = settings;
        this.clock = clock;
        chain = scan.chain();
        sequence = scan.recovery().nextSequence() - 1;
        int segments = scan.soundSegments();
        if (segments == 0) {
            output = createSegment();
        } else {
            String last = scan.segments().get(segments - 1);
            segmentFirst = NumberedName.sequence(last);
            segmentBytes = scan.soundBytes();
            chainEvery = scan.chainEvery();
            output = storage.append(last);
        }
    }

    /// Whether a record of this length must wait for a force, since it would begin a segment while
    /// the one before still waits for the disk.
    boolean mustForceFirst(int length) {
        return previous != null && isFull(length);
    }

    /// @return the sequence of the record
    long append(int type, long timeNs, byte[] payload, int offset, int length) {
        if (isFull(length)) {
            changeSegment();
        } else if (chain.records() >= chainEvery) {
            putMark();
        }
        buffer.begin(type, length, sequence + 1, timeNs, forcedSequence);
        int at = buffer.end(payload, offset, length);
        int bytes = Layout.FRAME_BYTES + length;
        chain.add(buffer.array(), at, bytes);
        segmentBytes += bytes;
        lastTimeNs = timeNs;
        if (settings.durability() != Durability.NONE || buffer.length() >= BATCH_BYTES) {
            flush();
        }
        sequence++;
        return sequence;
    }

    private boolean isFull(int length) {
        return segmentBytes > Layout.HEADER_BYTES
                && segmentBytes + Layout.FRAME_BYTES + Layout.MARK_BYTES + length
                        > settings.segmentBytes();
    }

    private void changeSegment() {
        flush();
        chain.store();
        Storage.Output next = createSegment();
        previous = output;
        output = next;
    }

    private Storage.Output createSegment() {
        segmentFirst = sequence + 1;
        segmentBytes = Layout.HEADER_BYTES;
        chainEvery = settings.chainEvery();
        buffer.put(
                Layout.header(
                        new SegmentHeader(
                                segmentFirst,
                                forcedSequence,
                                clock.epochNs(),
                                chainEvery,
                                chain.stored())));
        return storage.create(Layout.segmentName(segmentFirst));
    }

    /// Stores the chain value, if there are records that none covers.
    ///
    /// @return whether there were
    boolean putMark() {
        if (chain.records() == 0) {
            return false;
        }
        chain.store();
        buffer.begin(Layout.MARK_TYPE, Chain.BYTES, sequence, lastTimeNs, forcedSequence);
        buffer.end(chain.stored(), 0, Chain.BYTES);
        segmentBytes += Layout.MARK_BYTES;
        return true;
    }

    /// Hands to the system what waits in memory.
    void flush() {
        buffer.writeTo(output);
    }

    Storage.Output output() {
        return output;
    }

    Storage.@Nullable Output previous() {
        return previous;
    }

    /// The segment before the last is forced and closed.
    void forgetPrevious() {
        previous = null;
    }

    /// First sequence of the last segment.
    long segmentFirst() {
        return segmentFirst;
    }

    /// The last record that was appended.
    long sequence() {
        return sequence;
    }

    /// From now on frames tell that this record is on the disk.
    void forced(long upTo) {
        forcedSequence = upTo;
    }

    String chainHash() {
        return chain.text();
    }

    void close() {
        try {
            if (previous != null) {
                previous.close();
                previous = null;
            }
        } finally {
            output.close();
        }
    }
}
