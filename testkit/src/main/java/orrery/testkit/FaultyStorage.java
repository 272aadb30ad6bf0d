package orrery.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import orrery.journal.Storage;
import orrery.timeline.Refusal;

/// A disk in memory that fails as real disks do, the same way for the same seed.
///
/// - {@link #crash}: the power fails. What was not forced is lost in part: either from some byte
///   on, or here and there, with zeros or garbage where a write did not arrive. Names that were
///   created, renamed or deleted since the last `forceFolder` are lost from some change on.
/// - {@link #killProcess}: the process dies; the disk keeps what was written.
/// - {@link #failOperation}, {@link #quota}, {@link #flipBit}: an error, a full disk, decay.
///
/// After a crash or a kill the files, inputs and locks of the dead process answer with IO.
/// Threads: safe, by one monitor; the order of threads is not part of the seed.
public final class FaultyStorage implements Storage {
    private final RandomGenerator chance;
    private TreeMap<String, FaultyFile> names = new TreeMap<>();
    private TreeMap<String, FaultyFile> forcedNames = new TreeMap<>();
    private final List<NameChange> nameChanges = new ArrayList<>();
    private long quotaBytes = Long.MAX_VALUE;
    private long operations;
    private long failingOperation = -1;
    private int process;
    private boolean locked;

    private FaultyStorage(long seed) {
        chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private sealed interface NameChange {
        record Put(String name, FaultyFile file) implements NameChange {}

        record Remove(String name) implements NameChange {}

        record Rename(String from, String to, FaultyFile file) implements NameChange {}
    }

    /// A sound and empty disk of endless size.
    public static FaultyStorage seeded(long seed) {
        return new FaultyStorage(seed);
    }

    /// The power fails and comes back.
    public synchronized void crash() {
        killProcess();
        int kept = chance.nextInt(nameChanges.size() + 1);
        for (NameChange change : nameChanges.subList(0, kept)) {
            apply(change, forcedNames);
        }
        nameChanges.clear();
        names = new TreeMap<>(forcedNames);
        for (FaultyFile file : names.values()) {
            file.loseUnforced(chance);
        }
    }

    /// The process is killed: its files and locks are gone, what it wrote stays (unforced).
    public synchronized void killProcess() {
        process++;
        locked = false;
        failingOperation = -1;
    }

    /// From now on all files together hold at most so many bytes.
    public synchronized void quota(long bytes) {
        quotaBytes = bytes;
    }

    /// Lets one operation fail with IO; a write may have written a part by then.
    ///
    /// @param countdown 1 for the next operation, 2 for the one after it, ...; 0 for none
    public synchronized void failOperation(long countdown) {
        failingOperation = countdown == 0 ? -1 : operations + countdown;
    }

    /// Operations so far: every call on the storage and its files except close.
    public synchronized long operations() {
        return operations;
    }

    /// Decay: one bit of a file changes, on the disk too.
    ///
    /// @param bit 0 to 8 times the size, less one
    public synchronized void flipBit(String name, long bit) {
        file(name).flipBit(bit);
    }

    /// A copy of what a reader would see.
    public synchronized byte[] content(String name) {
        return file(name).content();
    }

    /// Replaces what a file holds, forced: for tampering.
    public synchronized void replace(String name, byte[] content) {
        FaultyFile file = new FaultyFile();
        file.write(content, content.length);
        file.force();
        names.put(name, file);
        forcedNames.put(name, file);
    }

    @Override
    public synchronized List<String> names() {
        operation("the folder");
        return List.copyOf(names.keySet());
    }

    @Override
    public synchronized boolean exists(String name) {
        operation(name);
        return names.containsKey(checked(name));
    }

    @Override
    public synchronized long size(String name) {
        operation(name);
        return file(name).size();
    }

    @Override
    public synchronized Output create(String name) {
        operation(name);
        if (names.containsKey(checked(name))) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED, name + " is there already", "use another name");
        }
        FaultyFile file = new FaultyFile();
        change(new NameChange.Put(name, file));
        return new Handle(name, file);
    }

    @Override
    public synchronized Output append(String name) {
        operation(name);
        return new Handle(name, file(name));
    }

    @Override
    public synchronized Input read(String name) {
        operation(name);
        return new Handle(name, file(name));
    }

    @Override
    public synchronized void rename(String from, String to) {
        operation(from);
        FaultyFile file = file(from);
        change(new NameChange.Rename(from, checked(to), file));
    }

    @Override
    public synchronized void delete(String name) {
        operation(name);
        FaultyFile file = file(name);
        assert file.size() >= 0;
        change(new NameChange.Remove(name));
    }

    @Override
    public synchronized void truncate(String name, long size) {
        operation(name);
        FaultyFile file = file(name);
        if (size < 0 || size > file.size()) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "cut of " + name + " to " + size + " bytes, it has " + file.size(),
                    "use 0 to " + file.size());
        }
        file.truncate((int) size);
    }

    @Override
    public synchronized void forceFolder() {
        operation("the folder");
        for (NameChange change : nameChanges) {
            apply(change, forcedNames);
        }
        nameChanges.clear();
    }

    @Override
    public synchronized Lock lock() {
        operation("the lock");
        if (locked) {
            throw new Refusal(
                    Refusal.Code.IN_USE, "another owner holds the folder", "close it first");
        }
        locked = true;
        int owner = process;
        return () -> unlock(owner);
    }

    private synchronized void unlock(int owner) {
        if (owner == process) {
            locked = false;
        }
    }

    private void change(NameChange change) {
        nameChanges.add(change);
        apply(change, names);
    }

    private static void apply(NameChange change, Map<String, FaultyFile> names) {
        switch (change) {
            case NameChange.Put(String name, FaultyFile file) -> names.put(name, file);
            case NameChange.Remove(String name) -> names.remove(name);
            case NameChange.Rename(String from, String to, FaultyFile file) -> {
                names.remove(from);
                names.put(to, file);
            }
        }
    }

    private FaultyFile file(String name) {
        FaultyFile file = names.get(checked(name));
        if (file == null) {
            throw new Refusal(Refusal.Code.MISSING, "there is no file " + name, "check the name");
        }
        return file;
    }

    private static String checked(String name) {
        if (!Storage.isName(name)) {
            throw new Refusal(
                    Refusal.Code.SYNTAX, "'" + name + "' is not a file name", "see Storage");
        }
        return name;
    }

    private void operation(String name) {
        if (isFailing()) {
            throw io(name, "the operation was chosen to fail");
        }
    }

    private boolean isFailing() {
        operations++;
        return operations == failingOperation;
    }

    private static Refusal io(String name, String found) {
        return new Refusal(Refusal.Code.IO, name + ": " + found, "this is a test of failures");
    }

    private long roomBytes() {
        long used = names.values().stream().mapToLong(FaultyFile::size).sum();
        return Math.max(0, quotaBytes - used);
    }

    private final class Handle implements Output, Input {
        private final String name;
        private final FaultyFile file;
        private final int owner = process;
        private boolean closed;

        Handle(String name, FaultyFile file) {
            this.name = name;
            this.file = file;
        }

        private void checkOpen() {
            if (owner != process) {
                throw io(name, "the process that opened it is dead");
            }
            if (closed) {
                throw io(name, "it is closed");
            }
        }

        @Override
        public void write(ByteBuffer bytes) {
            synchronized (FaultyStorage.this) {
                checkOpen();
                byte[] all = new byte[bytes.remaining()];
                bytes.get(all);
                if (isFailing()) {
                    file.write(all, chance.nextInt(all.length + 1));
                    throw io(name, "the write was chosen to fail");
                }
                int fitting = (int) Math.min(all.length, roomBytes());
                file.write(all, fitting);
                if (fitting < all.length) {
                    throw new Refusal(
                            Refusal.Code.DISK_FULL,
                            "no room left on the disk for " + name,
                            "raise the quota");
                }
            }
        }

        @Override
        public void force() {
            synchronized (FaultyStorage.this) {
                checkOpen();
                operation(name);
                file.force();
            }
        }

        @Override
        public int read(ByteBuffer target, long position) {
            synchronized (FaultyStorage.this) {
                checkOpen();
                operation(name);
                return file.read(target, position);
            }
        }

        @Override
        public long size() {
            synchronized (FaultyStorage.this) {
                checkOpen();
                operation(name);
                return file.size();
            }
        }

        @Override
        public void close() {
            synchronized (FaultyStorage.this) {
                closed = true;
            }
        }
    }
}
