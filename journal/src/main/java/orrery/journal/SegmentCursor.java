package orrery.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Reads a segment through a window that grows only for a record longer than itself.
final class SegmentCursor implements AutoCloseable {
    private static final int WINDOW_BYTES = 1 << 18;

    private final Storage.Input input;
    private final long size;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer window;
    private long windowStart;

    SegmentCursor(Storage.Input input) {
        this.input = input;
        this.size = input.size();
        this.window = ByteBuffer.allocate((int) Math.min(WINDOW_BYTES, size)).limit(0);
    }

    long size() {
        return size;
    }

    ByteBuffer window() {
        return window;
    }

    /// Brings `length` bytes from `offset` on into the window.
    ///
    /// @return their index in the window; -1 if the file is shorter
    int require(long offset, int length) {
        if (offset + length > size) {
            return -1;
        }
        long index = offset - windowStart;
        if (index >= 0 && index + length <= window.limit()) {
            return (int) index;
        }
        if (length > window.capacity()) {
            window = ByteBuffer.allocate(Integer.highestOneBit(length) << 1);
        }
        window.clear();
        input.read(window, offset);
        window.flip();
        windowStart = offset;
        return length <= window.limit() ? 0 : -1;
    }

    /// Looks for an undamaged frame at a place of the file.
    ///
    /// @return its index in the window; -1 if there is none
    int frame(long offset) {
        int index = require(offset, Layout.FRAME_BYTES);
        if (index < 0) {
            return -1;
        }
        int length = window.getInt(index);
        int type = window.getInt(index + Layout.FRAME_TYPE_AT);
        if (length < 0 || length > JournalSettings.PAYLOAD_LIMIT_BYTES || type < Layout.MARK_TYPE) {
            return -1;
        }
        if (type == Layout.MARK_TYPE && length != Chain.BYTES) {
            return -1;
        }
        index = require(offset, Layout.FRAME_BYTES + length);
        if (index < 0) {
            return -1;
        }
        crc.reset();
        crc.update(window.array(), index, Layout.PAYLOAD_AT + length);
        int stored = window.getInt(index + Layout.PAYLOAD_AT + length);
        return stored == (int) crc.getValue() ? index : -1;
    }

    @Override
    public void close() {
        input.close();
    }
}
