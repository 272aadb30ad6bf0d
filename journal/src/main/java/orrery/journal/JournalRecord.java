package orrery.journal;

import java.nio.ByteBuffer;

/// One record as a visitor sees it: a window that moves from record to record.
///
/// Valid only inside the visit; {@link #payload} gives a copy to keep. Confined to the visit.
public final class JournalRecord {
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int at;

    JournalRecord() {}

    void moveTo(ByteBuffer bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /// Place in the journal; the first record ever is 1.
    public long sequence() {
        return bytes.getLong(at + Layout.FRAME_SEQUENCE_AT);
    }

    /// The time that was given to append, in ns.
    public long timeNs() {
        return bytes.getLong(at + Layout.FRAME_TIME_AT);
    }

    /// The type that was given to append, 0 or more.
    public int type() {
        return bytes.getInt(at + Layout.FRAME_TYPE_AT);
    }

    /// Bytes of the payload.
    public int length() {
        return bytes.getInt(at);
    }

    /// A copy of the payload.
    public byte[] payload() {
        byte[] copy = new byte[length()];
        bytes.get(at + Layout.PAYLOAD_AT, copy);
        return copy;
    }

    /// The payload without a copy: read-only, position 0, valid only inside the visit.
    public ByteBuffer view() {
        return bytes.slice(at + Layout.PAYLOAD_AT, length()).asReadOnlyBuffer();
    }
}
