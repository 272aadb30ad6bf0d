package orrery.operations.run;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import orrery.journal.Storage;
import orrery.timeline.Refusal;

/// The whole lines of a stored file, one after the other; what follows the last newline is torn and
/// left out. Threads: confined. Memory: the longest line.
final class StoredLines implements AutoCloseable {
    private static final int LINE_MAX = 1 << 20;

    private final Storage.Input input;
    private final String name;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int filled;
    private long position;

    StoredLines(Storage storage, String name) {
        this.name = name;
        input = storage.read(name);
    }

    /// The next line without its newline.
    ///
    /// @throws Refusal TOO_LONG for a line over 1 MiB, or IO
    Optional<byte[]> next() {
        int searched = from;
        while (true) {
            for (int at = searched; at < filled; at++) {
                if (buffer[at] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, from, at);
                    from = at + 1;
                    return Optional.of(line);
                }
            }
            searched = filled - from;
            if (!fill()) {
                return Optional.empty();
            }
        }
    }

    /// Moves what is left to the front and reads on.
    private boolean fill() {
        int kept = filled - from;
        if (kept > LINE_MAX) {
            throw new Refusal(Refusal.Code.TOO_LONG, "a line over 1 MiB", "no record is so long")
                    .at(name);
        }
        byte[] target = kept == buffer.length ? new byte[2 * kept] : buffer;
        System.arraycopy(buffer, from, target, 0, kept);
        buffer = target;
        int read = input.read(ByteBuffer.wrap(buffer, kept, buffer.length - kept), position);
        position += read;
        from = 0;
        filled = kept + read;
        return read > 0;
    }

    /// Where the latest line ended, its newline included.
    long end() {
        return position - filled + from;
    }

    @Override
    public void close() {
        input.close();
    }
}
