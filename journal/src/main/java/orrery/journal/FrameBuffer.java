package orrery.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Frames that are on their way to a segment. Grows up to the longest frame, then allocates
/// nothing. Confined to one thread.
final class FrameBuffer {
    private final CRC32C crc = new CRC32C();
    private ByteBuffer bytes;
    private int frameAt;

    FrameBuffer(int capacity) {
        bytes = ByteBuffer.allocate(capacity);
    }

    /// Bytes that wait.
    int length() {
        return bytes.position();
    }

    byte[] array() {
        return bytes.array();
    }

    /// Begins a frame whose payload will have `length` bytes.
    void begin(int type, int length, long sequence, long timeNs, long forcedSequence) {
        int needed = bytes.position() + Layout.FRAME_BYTES + length;
        if (needed > bytes.capacity()) {
            bytes = ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity())).put(bytes.flip());
        }
        frameAt = bytes.position();
        bytes.putInt(length).putInt(type).putLong(sequence).putLong(timeNs).putLong(forcedSequence);
    }

    /// Ends the frame with its payload and checksum.
    ///
    /// @return where the frame begins in {@link #array}
    int end(byte[] payload, int offset, int length) {
        bytes.put(payload, offset, length);
        crc.reset();
        crc.update(bytes.array(), frameAt, bytes.position() - frameAt);
        bytes.putInt((int) crc.getValue());
        return frameAt;
    }

    void put(byte[] header) {
        bytes.put(header);
    }

    void writeTo(Storage.Output output) {
        if (bytes.position() > 0) {
            output.write(bytes.flip());
            bytes.clear();
        }
    }
}
