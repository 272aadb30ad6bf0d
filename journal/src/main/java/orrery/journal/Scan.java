package orrery.journal;

import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;

/// Walks through the segments, checks everything and finds where the sound part ends.
///
/// The rule for the first bad byte: if anything sound behind it says that the record which should
/// stand here had already been forced to the disk, stored data was damaged, and that is CORRUPT.
/// If nothing says so, it is the unfinished tail of a crash, and all from there on is cut. A frame
/// with a good checksum at a wrong place, or a chain value that does not fit, is no accident of a
/// crash and always CORRUPT.
final class Scan {
    private final Storage storage;
    private final Journal.Visitor visitor;
    private final long fromSequence;
    private final long lastSequence;
    private final Chain chain = new Chain();
    private final JournalRecord record = new JournalRecord();
    private final List<String> segments;

    private int segment;
    private int chainEvery;
    private long firstSequence = 1;
    private long nextSequence = 1;
    private int soundSegments;
    private long soundBytes;
    private long cutBytes;
    private Optional<String> cutReason = Optional.empty();

    private Scan(Storage storage, long fromSequence, long lastSequence, Journal.Visitor visitor) {
        this.storage = storage;
        this.fromSequence = fromSequence;
        this.lastSequence = lastSequence;
        this.visitor = visitor;
        segments = NumberedName.in(storage, Layout.SUFFIX);
        soundSegments = segments.size();
    }

    /// Everything that is there; the tail of a crash is found, not refused.
    ///
    /// @throws Refusal CORRUPT, VERSION; IO
    static Scan all(Storage storage, Journal.Visitor visitor) {
        Scan scan = new Scan(storage, 1, Long.MAX_VALUE, visitor);
        scan.run(0);
        return scan;
    }

    /// The records from one sequence to another, both included, all of which must be there.
    ///
    /// @throws Refusal CORRUPT, VERSION, MISSING if they are not there; IO
    static Scan range(
            Storage storage, long fromSequence, long lastSequence, Journal.Visitor visitor) {
        Scan scan = new Scan(storage, fromSequence, lastSequence, visitor);
        int start = 0;
        for (int i = 1; i < scan.segments.size(); i++) {
            if (NumberedName.sequence(scan.segments.get(i)) <= fromSequence) {
                start = i;
            }
        }
        boolean stopped = scan.run(start);
        if (!stopped && scan.nextSequence <= lastSequence) {
            throw new Refusal(
                    Refusal.Code.MISSING,
                    "record "
                            + lastSequence
                            + " is not there, the last is "
                            + (scan.nextSequence - 1),
                    scan.cutReason.orElse("ask for an earlier one"));
        }
        return scan;
    }

    /// @return whether the visitor stopped it
    private boolean run(int start) {
        for (segment = start; segment < segments.size(); segment++) {
            try (SegmentCursor cursor = new SegmentCursor(storage.read(name()))) {
                if (!header(cursor, segment == start)) {
                    return false;
                }
                Ending ending = frames(cursor);
                if (ending != Ending.NEXT_SEGMENT) {
                    return ending == Ending.STOPPED;
                }
            }
        }
        return false;
    }

    private enum Ending {
        NEXT_SEGMENT,
        STOPPED,
        DONE
    }

    /// Reads the header and checks that the segment follows the one before it.
    ///
    /// @return false if the sound part ends before this segment
    private boolean header(SegmentCursor cursor, boolean isFirst) {
        long named = NumberedName.sequence(name());
        Optional<SegmentHeader> found = parseHeader(cursor);
        if (isFirst) {
            firstSequence = Math.max(named, 1);
            nextSequence = firstSequence;
        }
        if (found.isEmpty()) {
            if (isFirst && named != 1) {
                throw corrupt(0, "the header is damaged");
            }
            return end(cursor, 0, "the header is damaged");
        }
        SegmentHeader header = found.get();
        if (header.firstSequence() != named) {
            throw corrupt(0, "the header says that it begins with " + header.firstSequence());
        }
        if (header.firstSequence() < nextSequence) {
            throw corrupt(0, "it begins before record " + nextSequence);
        }
        if (header.firstSequence() > nextSequence) {
            return end(cursor, 0, "record " + nextSequence + " and those after it are not there");
        }
        if (isFirst) {
            chain.restart(header.chain(), 0);
        } else {
            chain.store();
            if (!chain.storedEquals(header.chain(), 0)) {
                throw corrupt(Layout.CHAIN_AT, "the hash chain does not fit the records before it");
            }
        }
        chainEvery = header.chainEvery();
        soundBytes = Layout.HEADER_BYTES;
        return true;
    }

    private Optional<SegmentHeader> parseHeader(SegmentCursor cursor) {
        int length = (int) Math.min(cursor.size(), Layout.HEADER_BYTES);
        int index = cursor.require(0, length);
        byte[] bytes = new byte[length];
        if (index >= 0) {
            cursor.window().get(index, bytes);
        }
        return SegmentHeader.parse(name(), bytes, length);
    }

    private Ending frames(SegmentCursor cursor) {
        long offset = Layout.HEADER_BYTES;
        while (offset < cursor.size()) {
            int index = cursor.frame(offset);
            if (index < 0) {
                end(cursor, offset, "record " + nextSequence + " is unfinished or damaged");
                return Ending.DONE;
            }
            int bytes = Layout.FRAME_BYTES + cursor.window().getInt(index);
            boolean isMark =
                    cursor.window().getInt(index + Layout.FRAME_TYPE_AT) == Layout.MARK_TYPE;
            if (isMark) {
                checkMark(cursor, index, offset);
            } else {
                checkRecord(cursor, index, offset);
                chain.add(cursor.window().array(), index, bytes);
                nextSequence++;
            }
            offset += bytes;
            soundBytes = offset;
            if (!isMark && nextSequence > fromSequence) {
                record.moveTo(cursor.window(), index);
                if (!visitor.visit(record)) {
                    return Ending.STOPPED;
                }
            }
            if (nextSequence > lastSequence) {
                return Ending.DONE;
            }
        }
        return Ending.NEXT_SEGMENT;
    }

    private void checkMark(SegmentCursor cursor, int index, long offset) {
        long sequence = cursor.window().getLong(index + Layout.FRAME_SEQUENCE_AT);
        if (sequence != nextSequence - 1) {
            throw corrupt(
                    offset, "a chain value for record " + sequence + " behind " + nextSequence);
        }
        chain.store();
        if (!chain.storedEquals(cursor.window().array(), index + Layout.PAYLOAD_AT)) {
            throw corrupt(offset, "the hash chain does not fit the records before it");
        }
    }

    private void checkRecord(SegmentCursor cursor, int index, long offset) {
        long sequence = cursor.window().getLong(index + Layout.FRAME_SEQUENCE_AT);
        if (sequence != nextSequence) {
            throw corrupt(
                    offset, "record " + sequence + " stands where " + nextSequence + " should");
        }
        if (chain.records() >= chainEvery) {
            throw corrupt(offset, "a chain value is missing before record " + nextSequence);
        }
    }

    /// The sound part ends here: cut, unless something behind it proves damage to stored data.
    private boolean end(SegmentCursor cursor, long offset, String reason) {
        if (provesForced(cursor, offset)) {
            throw corrupt(offset, reason + ", and it was on the disk once");
        }
        soundSegments = offset == 0 ? segment : segment + 1;
        cutBytes = cursor.size() - offset;
        for (int later = segment + 1; later < segments.size(); later++) {
            try (SegmentCursor next = new SegmentCursor(storage.read(segments.get(later)))) {
                if (provesForced(next, 0)) {
                    throw corrupt(offset, reason + ", and a later segment says it was on the disk");
                }
                cutBytes += next.size();
            }
        }
        cutReason = Optional.of(name() + ":" + offset + ": " + reason);
        return false;
    }

    /// Whether anything sound at or behind `offset` says that record `nextSequence` was forced.
    private boolean provesForced(SegmentCursor cursor, long offset) {
        if (offset == 0) {
            Optional<SegmentHeader> header = parseHeader(cursor);
            if (header.isPresent() && header.get().forcedSequence() >= nextSequence) {
                return true;
            }
        }
        for (long at = offset; at + Layout.FRAME_BYTES <= cursor.size(); at++) {
            int index = cursor.require(at, Layout.FRAME_BYTES);
            if (index < 0) {
                return false;
            }
            long sequence = cursor.window().getLong(index + Layout.FRAME_SEQUENCE_AT);
            long forced = cursor.window().getLong(index + Layout.FRAME_FORCED_AT);
            // Cheap tests first: hardly any place but the beginning of a frame passes them.
            if (forced >= nextSequence
                    && forced <= sequence
                    && sequence - nextSequence <= Integer.MAX_VALUE
                    && cursor.frame(at) >= 0) {
                return true;
            }
        }
        return false;
    }

    private Refusal corrupt(long offset, String found) {
        return new Refusal(
                        Refusal.Code.CORRUPT,
                        found,
                        "restore this file from a copy, or move it and all later ones away to go on"
                                + " from the records before it")
                .at(name() + ":" + offset);
    }

    private String name() {
        return segments.get(segment);
    }

    /// All segments that were there, sorted.
    List<String> segments() {
        return segments;
    }

    /// How many segments the sound part has.
    int soundSegments() {
        return soundSegments;
    }

    /// Where the sound part ends in its last segment.
    long soundBytes() {
        return soundBytes;
    }

    /// The chain in the state after the last record.
    Chain chain() {
        return chain;
    }

    int chainEvery() {
        return chainEvery;
    }

    Recovery recovery() {
        return new Recovery(
                firstSequence, nextSequence, soundSegments(), cutBytes, cutReason, chain.text());
    }
}
