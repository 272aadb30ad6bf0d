package orrery.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import orrery.timeline.Refusal;

/// The lines of `decisions.jsonl`, one after the other, in one buffer.
final class DecisionLines implements AutoCloseable {
    private static final int LINE_MAX = 1 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 18];
    private int from;
    private int to;
    private int filled;
    private long bytes;
    private boolean terminated = true;

    DecisionLines(InputStream in) {
        this.in = in;
    }

    /// @throws Refusal LIMIT for a line over 1 MiB, or IO
    boolean next() {
        from = bytes == 0 && filled == 0 ? 0 : to + 1;
        if (from >= filled && !fill()) {
            return false;
        }
        to = newline(from);
        while (to == filled) {
            int searched = to - from;
            if (!fill()) {
                terminated = false;
                bytes += to - from;
                return true;
            }
            to = newline(from + searched);
        }
        bytes += to - from + 1;
        return true;
    }

    private int newline(int at) {
        int i = at;
        while (i < filled && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    /// Moves what is left to the front and reads on.
    private boolean fill() {
        int kept = Math.max(0, filled - from);
        if (kept > LINE_MAX) {
            throw new Refusal(Refusal.Code.LIMIT, "a line over 1 MiB", "no record is so long")
                    .at(RunFolder.DECISIONS);
        }
        if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        if (kept > 0) {
            System.arraycopy(buffer, from, buffer, 0, kept);
        }
        from = 0;
        filled = kept;
        try {
            int read = in.read(buffer, kept, buffer.length - kept);
            filled += Math.max(0, read);
            to = kept;
            return read > 0;
        } catch (IOException failure) {
            throw RunFolder.unreadable(RunFolder.DECISIONS, failure);
        }
    }

    /// The latest line, without its newline.
    byte[] line() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /// Bytes of the lines so far.
    long bytes() {
        return bytes;
    }

    /// Whether the latest line ended with a newline.
    boolean terminated() {
        return terminated;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw RunFolder.unreadable(RunFolder.DECISIONS, failure);
        }
    }
}
