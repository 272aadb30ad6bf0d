package orrery.journal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import orrery.timeline.Refusal;

/// A folder of this machine.
///
/// Files are opened as `RandomAccessFile` and not as `FileChannel`, because an interrupt of a
/// thread that uses a channel closes the channel: one interrupted writer would end the journal.
final class FolderStorage implements Storage {
    private final Path folder;

    private FolderStorage(Path folder) {
        this.folder = folder;
    }

    static FolderStorage at(Path folder) {
        try {
            Files.createDirectories(folder);
            return new FolderStorage(folder.toRealPath());
        } catch (IOException e) {
            throw StorageTrouble.of(folder.toString(), e);
        }
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(StorageTrouble::isName)
                    .forEach(names::add);
        } catch (IOException e) {
            throw StorageTrouble.of(folder.toString(), e);
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public boolean exists(String name) {
        return Files.isRegularFile(path(name));
    }

    @Override
    public long size(String name) {
        try {
            return Files.size(path(name));
        } catch (IOException e) {
            throw StorageTrouble.of(name, e);
        }
    }

    @Override
    public Output create(String name) {
        Path path = path(name);
        try {
            Files.createFile(path);
            return OpenFile.writing(name, path);
        } catch (IOException e) {
            throw StorageTrouble.of(name, e);
        }
    }

    @Override
    public Output append(String name) {
        Path path = path(name);
        try {
            Files.size(path); // a RandomAccessFile would create it
            return OpenFile.writing(name, path);
        } catch (IOException e) {
            throw StorageTrouble.of(name, e);
        }
    }

    @Override
    public Input read(String name) {
        Path path = path(name);
        try {
            return OpenFile.reading(name, path);
        } catch (IOException e) {
            throw StorageTrouble.of(name, e);
        }
    }

    @Override
    public void rename(String from, String to) {
        Path source = path(from);
        Path target = path(to);
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StorageTrouble.of(from, e);
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.delete(path(name));
        } catch (IOException e) {
            throw StorageTrouble.of(name, e);
        }
    }

    @Override
    public void truncate(String name, long size) {
        Path path = path(name);
        try {
            long present = Files.size(path);
            if (size < 0 || size > present) {
                throw StorageTrouble.badCut(name, size, present);
            }
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(size);
                file.getFD().sync();
            }
        } catch (IOException e) {
            throw StorageTrouble.of(name, e);
        }
    }

    @Override
    public void forceFolder() {
        if (File.separatorChar == '\\') {
            return; // Windows opens no folder; its file system writes names through by itself
        }
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException _) {
                    interrupted = true; // it was not the disk that failed: ask again
                }
            }
        } catch (IOException e) {
            throw StorageTrouble.of(folder.toString(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Lock lock() {
        return FolderLock.take(folder);
    }

    private Path path(String name) {
        if (!StorageTrouble.isName(name)) {
            throw new Refusal(
                    Refusal.Code.SYNTAX,
                    "'" + name + "' is not a file name",
                    "use 1 to 200 of A-Z a-z 0-9 . _ - and no dot at the beginning");
        }
        return folder.resolve(name);
    }

    private static final class OpenFile implements Output, Input {
        private final String name;
        private final RandomAccessFile file;

        private OpenFile(String name, RandomAccessFile file) {
            this.name = name;
            this.file = file;
        }

        static OpenFile writing(String name, Path path) throws IOException {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            file.seek(file.length());
            return new OpenFile(name, file);
        }

        static OpenFile reading(String name, Path path) throws IOException {
            return new OpenFile(name, new RandomAccessFile(path.toFile(), "r"));
        }

        @Override
        public void write(ByteBuffer bytes) {
            try {
                if (bytes.hasArray()) {
                    int from = bytes.arrayOffset() + bytes.position();
                    file.write(bytes.array(), from, bytes.remaining());
                    bytes.position(bytes.limit());
                } else {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    file.write(copy);
                }
            } catch (IOException e) {
                throw StorageTrouble.of(name, e);
            }
        }

        @Override
        public int read(ByteBuffer target, long position) {
            int total = 0;
            try {
                byte[] chunk = target.hasArray() ? target.array() : new byte[target.remaining()];
                int at = target.hasArray() ? target.arrayOffset() + target.position() : 0;
                int wanted = target.remaining();
                file.seek(position);
                while (total < wanted) {
                    int count = file.read(chunk, at + total, wanted - total);
                    if (count < 0) {
                        break;
                    }
                    total += count;
                }
                if (target.hasArray()) {
                    target.position(target.position() + total);
                } else {
                    target.put(chunk, 0, total);
                }
            } catch (IOException e) {
                throw StorageTrouble.of(name, e);
            }
            return total;
        }

        @Override
        public long size() {
            try {
                return file.length();
            } catch (IOException e) {
                throw StorageTrouble.of(name, e);
            }
        }

        @Override
        public void force() {
            try {
                file.getFD().sync();
            } catch (IOException e) {
                throw StorageTrouble.of(name, e);
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw StorageTrouble.of(name, e);
            }
        }
    }
}
