package orrery.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.timeline.Refusal;

/// The lock of a folder: a system lock on a file in it that names the process of its owner.
final class FolderLock implements Storage.Lock {
    private static final String NAME = "lock";

    /// The folders that this JVM holds. A changing static, against the house rule, because the fact
    /// is one of the process: POSIX drops *all* locks of a process on a file as soon as it closes
    /// *any* descriptor of that file. A second attempt from this JVM must not even open it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static FolderLock take(Path folder) {
        if (!HELD.add(folder)) {
            throw inUse(folder, "this process, " + ProcessHandle.current().pid() + ",");
        }
        boolean taken = false;
        try {
            FileChannel channel = open(folder);
            taken = true;
            return new FolderLock(folder, channel);
        } catch (IOException e) {
            throw StorageTrouble.of(folder.resolve(NAME).toString(), e);
        } finally {
            if (!taken) {
                HELD.remove(folder);
            }
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                String owner = Files.readString(file, StandardCharsets.UTF_8).strip();
                throw inUse(folder, owner.isEmpty() ? "another process" : "process " + owner);
            }
            // One width, so that it is overwritten in place: a full disk must not stop a restart.
            String owner = String.format(Locale.ROOT, "%-20d", ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
            locked = true;
            return channel;
        } catch (OverlappingFileLockException _) {
            throw inUse(folder, "another part of this process"); // loaded by another class loader
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static Refusal inUse(Path folder, String owner) {
        return new Refusal(
                Refusal.Code.IN_USE,
                owner + " holds the folder " + folder,
                "stop it first, or use another folder");
    }

    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw StorageTrouble.of(folder.resolve(NAME).toString(), e);
        } finally {
            HELD.remove(folder);
        }
    }
}
