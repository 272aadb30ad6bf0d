package orrery.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;

/// A snapshot of a state, taken after one record of the journal was applied.
///
/// It is written to a temporary file, forced, renamed in one step, and the folder is forced; so a
/// crash leaves either the whole snapshot or none. A header carries the SHA-256 of the content.
/// Force the journal first if the snapshot must never be ahead of it.
///
/// Threads: immutable; one writer at a time in a folder, since all use one temporary name.
public final class Checkpoint {
    /// How many snapshots {@link #write(Storage, long, byte[])} keeps.
    public static final int KEPT_DEFAULT = 3;

    /// Longest content, in bytes.
    public static final int CONTENT_LIMIT_BYTES = 1 << 30;

    // magic 8 | version 4 | content length 4 | sequence 8 | SHA-256 of these 24 and the content 32
    private static final long MAGIC = 0x4F52524552595350L; // "ORRERYSP"
    private static final int VERSION = 1;
    private static final int HASHED_BYTES = 24;
    private static final int HEADER_BYTES = 56;
    private static final String SUFFIX = ".checkpoint";
    private static final String TEMPORARY = "checkpoint.part";

    private final long sequence;
    private final byte[] content;
    private final String hash;
    private final List<Refusal> skipped;

    private Checkpoint(long sequence, byte[] content, String hash, List<Refusal> skipped) {
        this.sequence = sequence;
        this.content = content;
        this.hash = hash;
        this.skipped = List.copyOf(skipped);
    }

    /// Writes a snapshot and keeps the newest {@link #KEPT_DEFAULT}.
    ///
    /// @see #write(Storage, long, byte[], int)
    public static String write(Storage storage, long sequence, byte[] content) {
        return write(storage, sequence, content, KEPT_DEFAULT);
    }

    /// Writes a snapshot and deletes all but the newest. One of the same sequence is replaced. On
    /// return it outlives a loss of power. Damaged ones are not counted, so that they never push
    /// out a good one; cost: the content is hashed and written, the kept ones are read and hashed.
    ///
    /// @param sequence last record that went into the state, 0 or more
    /// @param content the state, 0 to {@link #CONTENT_LIMIT_BYTES} bytes
    /// @param kept how many to keep, this one included, 1 or more
    /// @return SHA-256 of sequence and content, 64 hexadecimal digits: to be put in the journal
    /// @throws Refusal OUT_OF_RANGE, TOO_LONG; DISK_FULL or IO (then the older ones are untouched)
    public static String write(Storage storage, long sequence, byte[] content, int kept) {
        check(sequence, content, kept);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putInt(VERSION).putInt(content.length).putLong(sequence);
        byte[] hash = hash(header.array(), content);
        header.put(hash).flip();

        if (storage.exists(TEMPORARY)) {
            storage.delete(TEMPORARY); // left by a crash
        }
        try (Storage.Output output = storage.create(TEMPORARY)) {
            output.write(header);
            output.write(ByteBuffer.wrap(content));
            output.force();
        }
        storage.rename(TEMPORARY, NumberedName.of(sequence, SUFFIX));
        storage.forceFolder();
        deleteAllBut(storage, kept);
        return HexFormat.of().formatHex(hash);
    }

    private static void check(long sequence, byte[] content, int kept) {
        if (sequence < 0 || kept < 1) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "sequence is " + sequence + ", kept is " + kept,
                    "use a sequence of 0 or more and keep 1 or more");
        }
        if (content.length > CONTENT_LIMIT_BYTES) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    "content of " + content.length + " bytes",
                    "use at most " + CONTENT_LIMIT_BYTES);
        }
    }

    /// Only what is sound counts: a damaged one must not push out the last good one.
    private static void deleteAllBut(Storage storage, int kept) {
        List<String> names = newestFirst(storage);
        if (names.size() <= kept) {
            return;
        }
        int sound = 0;
        for (String name : names) {
            if (sound >= kept) {
                storage.delete(name);
            } else if (isSound(storage, name)) {
                sound++;
            }
        }
    }

    private static boolean isSound(Storage storage, String name) {
        try {
            load(storage, name, List.of());
            return true;
        } catch (Refusal refusal) {
            if (refusal.code() == Refusal.Code.CORRUPT || refusal.code() == Refusal.Code.VERSION) {
                return false;
            }
            throw refusal;
        }
    }

    /// The newest sound snapshot of a folder. Damaged ones, and those of another version, are
    /// passed over and named in {@link #skipped}.
    ///
    /// @throws Refusal IO
    public static Optional<Checkpoint> latest(Storage storage) {
        return latestUpTo(storage, Long.MAX_VALUE);
    }

    /// The newest sound snapshot that is not ahead of a sequence: a journal that lost its unforced
    /// tail must not be continued from a state that has seen it.
    ///
    /// @throws Refusal IO
    public static Optional<Checkpoint> latestUpTo(Storage storage, long sequence) {
        List<Refusal> skipped = new ArrayList<>();
        for (String name : newestFirst(storage)) {
            if (NumberedName.sequence(name) > sequence) {
                continue;
            }
            try {
                return Optional.of(load(storage, name, skipped));
            } catch (Refusal refusal) {
                if (refusal.code() == Refusal.Code.IO) {
                    throw refusal;
                }
                skipped.add(refusal);
            }
        }
        return Optional.empty();
    }

    /// What is wrong with each snapshot of a folder that cannot be used, the newest first.
    ///
    /// @throws Refusal IO
    public static List<Refusal> damaged(Storage storage) {
        List<Refusal> found = new ArrayList<>();
        for (String name : newestFirst(storage)) {
            try {
                load(storage, name, List.of());
            } catch (Refusal refusal) {
                if (refusal.code() == Refusal.Code.IO) {
                    throw refusal;
                }
                found.add(refusal);
            }
        }
        return found;
    }

    private static Checkpoint load(Storage storage, String name, List<Refusal> skipped) {
        try (Storage.Input input = storage.read(name)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            if (input.read(header, 0) < HEADER_BYTES || header.getLong(0) != MAGIC) {
                throw corrupt(name, "the header is damaged");
            }
            int version = header.getInt(8);
            if (version != VERSION) {
                throw new Refusal(
                                Refusal.Code.VERSION,
                                "version " + version + " of the checkpoint format",
                                "read it with the release that wrote it")
                        .at(name);
            }
            int length = header.getInt(12);
            if (length < 0 || length != input.size() - HEADER_BYTES) {
                throw corrupt(name, "the length is not " + length + " as the header says");
            }
            ByteBuffer content = ByteBuffer.allocate(length);
            if (input.read(content, HEADER_BYTES) < length) {
                throw corrupt(name, "the content ends early");
            }
            byte[] hash = hash(header.array(), content.array());
            if (!Arrays.equals(hash, 0, hash.length, header.array(), HASHED_BYTES, HEADER_BYTES)) {
                throw corrupt(name, "the content does not match its SHA-256");
            }
            long sequence = header.getLong(16);
            if (sequence != NumberedName.sequence(name)) {
                throw corrupt(name, "the header says sequence " + sequence);
            }
            return new Checkpoint(
                    sequence, content.array(), HexFormat.of().formatHex(hash), skipped);
        }
    }

    private static Refusal corrupt(String name, String found) {
        return new Refusal(
                        Refusal.Code.CORRUPT, found, "restore it from a copy, or delete this file")
                .at(name);
    }

    private static byte[] hash(byte[] header, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(header, 0, HASHED_BYTES);
            return digest.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<String> newestFirst(Storage storage) {
        return NumberedName.in(storage, SUFFIX).reversed();
    }

    /// Last record that went into the state.
    public long sequence() {
        return sequence;
    }

    /// A copy of the state.
    public byte[] content() {
        return content.clone();
    }

    /// SHA-256 of sequence and content, 64 hexadecimal digits.
    public String hash() {
        return hash;
    }

    /// Why newer snapshots were passed over; empty if this is the newest.
    public List<Refusal> skipped() {
        return skipped;
    }
}
