package orrery.operations.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// The bytes of a file that grows, through rotation (another file takes its name) and truncation.
///
/// What the old file got before it was renamed is read to its end first. A file that was cut and
/// has grown past the old length between two reads is taken for the old one: let logs be renamed,
/// or poll often enough.
final class TailFeed implements ByteFeed {
    private static final int SEARCHED_MAX = 1 << 24;

    private final TextFile file;
    private final long oldEnd;
    private FileChannel channel;
    private Optional<Object> identity;
    private long position;

    TailFeed(TextFile file) {
        this.file = file;
        try {
            channel = open();
            identity = identity(file.path());
            oldEnd = endOfLastLine(channel);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        try {
            int read = channel.read(ByteBuffer.wrap(into, offset, length), position);
            if (read > 0) {
                position += read;
                return read;
            }
            if (channel.size() < position) {
                position = 0;
                return RESTARTED;
            }
            return followName();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    /// Opens the file that has the name now, if it is another one.
    private int followName() throws IOException {
        Optional<Object> now;
        try {
            now = identity(file.path());
        } catch (NoSuchFileException e) {
            return IDLE;
        }
        if (now.equals(identity)) {
            return IDLE;
        }
        FileChannel next;
        try {
            next = open();
        } catch (NoSuchFileException e) {
            return IDLE;
        }
        channel.close();
        channel = next;
        identity = now;
        position = 0;
        return RESTARTED;
    }

    @Override
    public long oldEnd() {
        return oldEnd;
    }

    @Override
    public void seek(long offset) {
        position = offset;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file.path(), StandardOpenOption.READ);
    }

    /// What tells two files of one name apart; nothing where the system has no such thing.
    private static Optional<Object> identity(Path path) throws IOException {
        return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    /// The offset behind the last line break; a line that is being written is not old.
    private static long endOfLastLine(FileChannel channel) throws IOException {
        long end = channel.size();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        for (long searched = 0; end > 0 && searched < SEARCHED_MAX; searched += buffer.capacity()) {
            long from = Math.max(0, end - buffer.capacity());
            buffer.clear().limit((int) (end - from));
            channel.read(buffer, from);
            for (int i = buffer.position() - 1; i >= 0; i--) {
                if (buffer.get(i) == '\n') {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return end;
    }
}
