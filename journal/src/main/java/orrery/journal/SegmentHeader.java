package orrery.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import orrery.timeline.Refusal;

/// What stands at the beginning of a segment file; {@link Layout} says where.
final class SegmentHeader {
    private final long firstSequence;
    private final long forcedSequence;
    private final long createdNs;
    private final int chainEvery;
    private final byte[] chain;

    SegmentHeader(
            long firstSequence, long forcedSequence, long createdNs, int chainEvery, byte[] chain) {
        this.firstSequence = firstSequence;
        this.forcedSequence = forcedSequence;
        this.createdNs = createdNs;
        this.chainEvery = chainEvery;
        this.chain = chain.clone();
    }

    /// @return nothing if the bytes are not a whole and undamaged header
    /// @throws Refusal VERSION if another version wrote it
    static Optional<SegmentHeader> parse(String segment, byte[] bytes, int length) {
        if (length < Layout.PREFIX_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        if (in.getLong(0) != Layout.MAGIC
                || in.getInt(Layout.PREFIX_CRC_AT) != crc(bytes, Layout.PREFIX_CRC_AT)) {
            return Optional.empty();
        }
        int version = in.getInt(Layout.VERSION_AT);
        if (version != Layout.VERSION) {
            throw new Refusal(
                            Refusal.Code.VERSION,
                            "version " + version + " of the journal format",
                            "read it with the release that wrote it; this one reads version "
                                    + Layout.VERSION)
                    .at(segment);
        }
        if (length < Layout.HEADER_BYTES
                || in.getInt(Layout.HEADER_CRC_AT) != crc(bytes, Layout.HEADER_CRC_AT)) {
            return Optional.empty();
        }
        byte[] chain = new byte[Chain.BYTES];
        in.get(Layout.CHAIN_AT, chain);
        return Optional.of(
                new SegmentHeader(
                        in.getLong(Layout.FIRST_AT),
                        in.getLong(Layout.FORCED_AT),
                        in.getLong(Layout.CREATED_AT),
                        in.getInt(Layout.CHAIN_EVERY_AT),
                        chain));
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    long firstSequence() {
        return firstSequence;
    }

    long forcedSequence() {
        return forcedSequence;
    }

    long createdNs() {
        return createdNs;
    }

    int chainEvery() {
        return chainEvery;
    }

    byte[] chain() {
        return chain;
    }
}
