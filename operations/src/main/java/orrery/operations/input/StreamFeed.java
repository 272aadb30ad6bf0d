package orrery.operations.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import orrery.timeline.Refusal;

/// The bytes of a stream that blocks, read by a daemon thread into a bounded queue: a reader that
/// is too slow holds the writer up, as a pipe does.
final class StreamFeed implements ByteFeed {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int CHUNKS_MAX = 16;

    private final InputStream in;
    private final String name;
    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS_MAX);
    private final Thread reader;
    private @Nullable Chunk current;
    private int at;

    /// Bytes; none of them at the end, with the reason if that is not the end of the stream.
    private static final class Chunk {
        private final byte[] bytes;
        private final String trouble;

        private Chunk(byte[] bytes, String trouble) {
            this.bytes = bytes;
            this.trouble = trouble;
        }
    }

    StreamFeed(InputStream in, String name) {
        this.in = in;
        this.name = name;
        reader = Thread.ofPlatform().daemon().name("orrery-input").start(this::readAll);
    }

    private void readAll() {
        byte[] buffer = new byte[CHUNK_BYTES];
        String trouble = "";
        try {
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (n > 0) {
                        chunks.put(new Chunk(Arrays.copyOf(buffer, n), ""));
                    }
                }
            } catch (IOException e) {
                trouble = e.toString();
            }
            chunks.put(new Chunk(new byte[0], trouble));
        } catch (InterruptedException _) {
            // closed: nobody reads any more
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Chunk chunk = current;
        if (chunk == null) {
            chunk = chunks.poll();
            if (chunk == null) {
                return IDLE;
            }
            current = chunk;
            at = 0;
        }
        if (!chunk.trouble.isEmpty()) {
            throw new Refusal(Refusal.Code.IO, "reading failed: " + chunk.trouble, "start it again")
                    .at(name);
        }
        if (chunk.bytes.length == 0) {
            return END;
        }
        int count = Math.min(length, chunk.bytes.length - at);
        System.arraycopy(chunk.bytes, at, into, offset, count);
        at += count;
        if (at == chunk.bytes.length) {
            current = null;
        }
        return count;
    }

    @Override
    public long oldEnd() {
        return 0;
    }

    @Override
    public void seek(long offset) {
        throw new IllegalStateException("a stream cannot be taken up at " + offset);
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
