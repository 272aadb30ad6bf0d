package orrery.operations.input;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of a recorded file, all of them there from the start.
final class FileFeed implements ByteFeed {
    private final TextFile file;
    private final InputStream in;

    FileFeed(TextFile file) {
        this.file = file;
        in = file.open();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        try {
            int read = in.read(into, offset, length);
            return read < 0 ? END : read;
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    @Override
    public long oldEnd() {
        return 0;
    }

    @Override
    public void seek(long offset) {
        throw new IllegalStateException("a recorded file is read from its start");
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }
}
