package orrery.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import orrery.timeline.Refusal;

/// One flat folder of files: all that the journal and the snapshots ask of a disk.
///
/// A name is 1 to 200 characters out of `A-Z a-z 0-9 . _ -` and does not begin with a dot, so it
/// never leaves the folder. What was written is seen by every reader at once, but it outlives a
/// loss of power only after {@link Output#force}, and a new, renamed or deleted *name* only after
/// {@link #forceFolder}.
///
/// Errors of every operation: Refusal DISK_FULL (names the file), MISSING (no such file), SYNTAX
/// (not a name), IO (all else; carries its cause).
///
/// Threads: the folder is safe for many threads; an open file belongs to one thread at a time,
/// except that {@link Output#force} may run beside {@link Output#write}.
public interface Storage {
    /// The folder at a path of this machine; created, with its parents, if it is not there.
    ///
    /// An interrupt of the calling thread neither closes a file nor breaks an operation.
    static Storage folder(Path path) {
        return FolderStorage.at(path);
    }

    /// Whether a text may be the name of a file.
    static boolean isName(String text) {
        return StorageTrouble.isName(text);
    }

    /// The names of all files, sorted.
    List<String> names();

    boolean exists(String name);

    /// Length in bytes.
    long size(String name);

    /// A new, empty file, open for writing.
    ///
    /// @throws Refusal NOT_PERMITTED if the name is taken
    Output create(String name);

    /// An existing file, open for writing behind its last byte.
    Output append(String name);

    /// An existing file, open for reading.
    Input read(String name);

    /// Gives a file another name; replaces, in one step, a file that bears it already.
    void rename(String from, String to);

    void delete(String name);

    /// Cuts a file to its first `size` bytes and forces the cut.
    ///
    /// @throws Refusal OUT_OF_RANGE if the file is shorter
    void truncate(String name, long size);

    /// Makes all names that were created, renamed or deleted so far outlive a loss of power.
    void forceFolder();

    /// Takes the folder for one owner, until the answer is closed or the process ends.
    ///
    /// @throws Refusal IN_USE if another process, or this one, holds it
    Lock lock();

    /// A file that grows at its end.
    interface Output extends AutoCloseable {
        /// Writes all that remains in the buffer. If it fails, a part may have been written.
        void write(ByteBuffer bytes);

        /// Returns when all that was written before the call is on the disk.
        void force();

        /// Closes without forcing. Closing twice is allowed.
        @Override
        void close();
    }

    /// A file that is read at any place.
    interface Input extends AutoCloseable {
        /// Fills the buffer from a place in the file, as far as the file reaches.
        ///
        /// @return bytes read; 0 at the end of the file
        int read(ByteBuffer target, long position);

        /// Length in bytes at this moment.
        long size();

        @Override
        void close();
    }

    /// The sole right to a folder.
    interface Lock extends AutoCloseable {
        /// Gives the folder free. Closing twice is allowed.
        @Override
        void close();
    }
}
