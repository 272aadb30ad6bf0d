package orrery.journal;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// An append-only log of records in checksummed segment files, with a hash chain over them.
///
/// Sequences begin with 1 and have no gap. Opening walks through all segments and checks every
/// record. What it does with the first bad byte: if something sound behind it says that the record
/// there had already been forced to the disk, it refuses with CORRUPT; otherwise that is the
/// unfinished tail of a crash, which is cut off ({@link #recovery} tells). So damage to stored
/// records is found up to the last force that a later record, or a clean close, bears witness to;
/// behind that point a damaged record looks like a torn one.
///
/// Records are chained by SHA-256: a stored value is the hash of the stored value before it and of
/// all records between the two. A changed record whose checksum was recomputed is found at the next
/// stored value. Whoever can rewrite the whole journal can rewrite the chain too: keep
/// {@link #chainHash} elsewhere and compare it with {@link #chainHashAt}.
///
/// After a write or a force has failed, the journal takes no more records and confirms nothing,
/// since nobody knows what is on the disk; close it, mend the cause, open it again. A record whose
/// append was refused that way may be there afterwards, a confirmed one always is.
///
/// Threads: safe; appends of many threads are put in one order. A reader has its own file handles
/// and does not stop writers. An interrupt harms nothing.
public final class Journal implements AutoCloseable {
    /// Sees records one after the other.
    @FunctionalInterface
    public interface Visitor {
        /// @param record valid only during the call
        /// @return whether to go on
        boolean visit(JournalRecord record);
    }

    private final Storage storage;
    private final JournalSettings settings;
    private final Storage.Lock folderLock;
    private final Recovery recovery;

    // Order of the locks: forceLock before appendLock.
    private final ReentrantLock forceLock = new ReentrantLock();
    private final ReentrantLock appendLock = new ReentrantLock();

    private final SegmentWriter writer; // guarded by appendLock
    private long folderForcedFor; // guarded by forceLock

    // Written under appendLock, forceLock, forceLock; read by all.
    private volatile long appended;
    private volatile long forced;
    private volatile long firstKept;
    private volatile @Nullable Refusal failure;
    private volatile boolean closed;
    private @Nullable Thread forcing;

    private Journal(
            Storage storage, JournalSettings settings, Storage.Lock folderLock, Opened opened) {
        this.storage = storage;
        this.settings = settings;
        this.folderLock = folderLock;
        recovery = opened.recovery;
        writer = opened.writer;
        folderForcedFor = writer.segmentFirst();
        appended = writer.sequence();
        forced = appended;
        firstKept = recovery.firstSequence();
    }

    private record Opened(SegmentWriter writer, Recovery recovery) {}

    /// Opens the journal in a folder, or begins one; takes the lock of the folder until it is
    /// closed. Cost: reads, checks and hashes every segment.
    ///
    /// @param clock stamps new segments
    /// @throws Refusal IN_USE; CORRUPT with file and offset; VERSION; DISK_FULL; IO
    public static Journal open(Storage storage, JournalSettings settings, NanoClock clock) {
        Storage.Lock lock = storage.lock();
        boolean isOpen = false;
        try {
            Scan scan = Scan.all(storage, _ -> true);
            cut(storage, scan);
            SegmentWriter writer = begin(storage, settings, clock, scan);
            Journal journal =
                    new Journal(storage, settings, lock, new Opened(writer, scan.recovery()));
            journal.startForcing();
            isOpen = true;
            return journal;
        } finally {
            if (!isOpen) {
                lock.close();
            }
        }
    }

    private static SegmentWriter begin(
            Storage storage, JournalSettings settings, NanoClock clock, Scan scan) {
        SegmentWriter writer = new SegmentWriter(storage, settings, clock, scan);
        boolean isReady = false;
        try {
            writer.flush();
            forceRecovered(storage, scan);
            writer.output().force();
            storage.forceFolder();
            writer.forced(writer.sequence());
            isReady = true;
            return writer;
        } finally {
            if (!isReady) {
                writer.close();
            }
        }
    }

    /// Whoever reads a recovered record may act on it: it must not vanish after that. At most the
    /// last two segments can hold what is not yet on the disk; the writer has the last one open.
    private static void forceRecovered(Storage storage, Scan scan) {
        if (scan.soundSegments() >= 2) {
            String previous = scan.segments().get(scan.soundSegments() - 2);
            try (Storage.Output output = storage.append(previous)) {
                output.force();
            }
        }
    }

    private static void cut(Storage storage, Scan scan) {
        int sound = scan.soundSegments();
        for (int i = scan.segments().size() - 1; i >= sound; i--) {
            storage.delete(scan.segments().get(i)); // the last first: what is left has no gap
        }
        if (sound > 0) {
            String last = scan.segments().get(sound - 1);
            if (storage.size(last) > scan.soundBytes()) {
                storage.truncate(last, scan.soundBytes());
            }
        }
    }

    private void startForcing() {
        if (settings.durability() == Durability.PROCESS && settings.forceIntervalNs() > 0) {
            forcing =
                    Thread.ofPlatform()
                            .daemon()
                            .name("orrery-journal-force")
                            .start(this::forceUntilClosed);
        }
    }

    private void forceUntilClosed() {
        while (!closed && failure == null) {
            LockSupport.parkNanos(settings.forceIntervalNs());
            try {
                forceUpTo(appended);
            } catch (Refusal _) {
                return; // it is kept in `failure`: the next append and every waiter will say it
            }
        }
    }

    /// Checks the files in a folder without a lock, a change or a cut.
    ///
    /// @param visitor sees every sound record
    /// @throws Refusal CORRUPT, VERSION, IO
    public static Recovery inspect(Storage storage, Visitor visitor) {
        return Scan.all(storage, visitor).recovery();
    }

    /// The chain value up to a record, as 64 hexadecimal digits, computed anew from the files.
    ///
    /// @throws Refusal OUT_OF_RANGE below 1; MISSING if the record is not there; CORRUPT, VERSION,
    ///     IO
    public static String chainHashAt(Storage storage, long sequence) {
        if (sequence < 1) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "sequence is " + sequence, "use 1 or more");
        }
        return Scan.range(storage, sequence, sequence, _ -> true).recovery().chainHash();
    }

    /// Adds a record. In modes `PROCESS` and `STRICT` it outlives a killed process on return; see
    /// {@link Durability}. Cost: one write of `length` + 36 bytes, CRC32C and SHA-256 of them.
    /// Allocates nothing, except while its buffer grows and when a segment is full.
    ///
    /// @param type 0 or more; the meaning is the caller's
    /// @param timeNs time of the record; not checked, may go back
    /// @param payload holds the content from `offset` on, `length` bytes; 0 bytes are allowed
    /// @return its sequence
    /// @throws Refusal OUT_OF_RANGE for type, offset or length; TOO_LONG for the payload;
    ///     DISK_FULL or IO, also for ever after the first failure; NOT_PERMITTED when closed
    public long append(int type, long timeNs, byte[] payload, int offset, int length) {
        checkRecord(type, payload, offset, length);
        while (true) {
            appendLock.lock();
            try {
                checkUsable();
                if (!writer.mustForceFirst(length)) {
                    return appendGuarded(type, timeNs, payload, offset, length);
                }
            } finally {
                appendLock.unlock();
            }
            // The segment before this one still waits for the disk, and only one may wait.
            forceUpTo(appended);
        }
    }

    private long appendGuarded(int type, long timeNs, byte[] payload, int offset, int length) {
        boolean done = false;
        try {
            long sequence = writer.append(type, timeNs, payload, offset, length);
            appended = sequence;
            done = true;
            return sequence;
        } catch (Refusal refusal) {
            throw fail(refusal);
        } finally {
            if (!done && failure == null) {
                fail(new Refusal(Refusal.Code.IO, "an append was broken off", "open it again"));
            }
        }
    }

    /// Waits until a record outlives a loss of power. Callers that wait at the same time share one
    /// force: the first forces for all that was appended so far, the others find it done.
    ///
    /// @param sequence of a record that was appended
    /// @throws Refusal OUT_OF_RANGE if it was not; DISK_FULL or IO if that can no longer be
    ///     confirmed; NOT_PERMITTED when closed
    public void awaitDurable(long sequence) {
        if (sequence > appended) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "record " + sequence + " was not appended",
                    "use at most " + appended);
        }
        if (sequence > forced) {
            forceUpTo(sequence);
        }
    }

    /// Forces all that was appended before the call.
    ///
    /// @return the last record that outlives a loss of power
    /// @throws Refusal DISK_FULL, IO; NOT_PERMITTED when closed
    public long force() {
        forceUpTo(appended);
        return forced;
    }

    private void forceUpTo(long sequence) {
        forceLock.lock();
        try {
            checkUsable();
            if (forced < sequence) {
                forceAll();
            }
        } catch (Refusal refusal) {
            throw closed ? refusal : fail(refusal);
        } finally {
            forceLock.unlock();
        }
    }

    /// Under forceLock; writers go on while the disk works.
    private void forceAll() {
        long target;
        long first;
        Storage.Output older;
        Storage.Output newer;
        appendLock.lock();
        try {
            writer.flush();
            target = writer.sequence();
            first = writer.segmentFirst();
            older = writer.previous();
            newer = writer.output();
        } finally {
            appendLock.unlock();
        }
        if (older != null) {
            older.force();
        }
        newer.force();
        if (folderForcedFor != first) {
            storage.forceFolder();
            folderForcedFor = first;
        }
        appendLock.lock();
        try {
            writer.forced(target);
            forced = target;
            if (older != null) {
                writer.forgetPrevious();
                older.close();
            }
        } finally {
            appendLock.unlock();
        }
    }

    /// Shows the records from a sequence on, up to the last one appended before the call, or until
    /// the visitor has enough. Checks checksums, sequences and the chain on the way.
    ///
    /// @param fromSequence 1 or more, at most {@link #nextSequence} (then there is nothing to show)
    /// @throws Refusal OUT_OF_RANGE beyond that; MISSING if they were discarded; CORRUPT; IO
    public void read(long fromSequence, Visitor visitor) {
        long last = appendedAndWritten();
        if (fromSequence < 1 || fromSequence > last + 1) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "record " + fromSequence + " of " + last,
                    "use 1 to " + (last + 1));
        }
        if (fromSequence < firstKept) {
            throw new Refusal(
                    Refusal.Code.MISSING,
                    "record " + fromSequence + " was discarded",
                    "read from " + firstKept + " on");
        }
        if (fromSequence <= last) {
            Scan.range(storage, fromSequence, last, visitor);
        }
    }

    private long appendedAndWritten() {
        appendLock.lock();
        try {
            checkUsable();
            writer.flush();
            return appended;
        } catch (Refusal refusal) {
            throw closed ? refusal : fail(refusal);
        } finally {
            appendLock.unlock();
        }
    }

    /// Deletes whole segments that hold only records before a sequence, for instance that of a
    /// checkpoint. Forces first. The last segment always stays.
    ///
    /// @return the first sequence that is still there
    /// @throws Refusal DISK_FULL, IO; NOT_PERMITTED when closed
    public long discardBefore(long sequence) {
        force();
        forceLock.lock();
        try {
            checkUsable();
            long[] firsts =
                    NumberedName.in(storage, Layout.SUFFIX).stream()
                            .mapToLong(NumberedName::sequence)
                            .toArray();
            boolean deleted = false;
            for (int i = 0; i + 1 < firsts.length && firsts[i + 1] <= sequence; i++) {
                firstKept = firsts[i + 1];
                storage.delete(Layout.segmentName(firsts[i]));
                deleted = true;
            }
            if (deleted) {
                storage.forceFolder();
            }
            return firstKept;
        } finally {
            forceLock.unlock();
        }
    }

    /// The sequence that the next record will have.
    public long nextSequence() {
        return appended + 1;
    }

    /// The last record that is known to outlive a loss of power; 0 for none.
    public long forcedSequence() {
        return forced;
    }

    /// The first record that is still there; equal to {@link #nextSequence} if there is none.
    public long firstSequence() {
        return firstKept;
    }

    /// What opening found, and what it cut off.
    public Recovery recovery() {
        return recovery;
    }

    /// The chain value up to the last record, as 64 hexadecimal digits: to be kept elsewhere.
    public String chainHash() {
        appendLock.lock();
        try {
            return writer.chainHash();
        } finally {
            appendLock.unlock();
        }
    }

    /// Forces everything, stores a last chain value and gives the folder free. Closing twice is
    /// allowed.
    ///
    /// @throws Refusal DISK_FULL, IO if the last records could not be forced; the folder is free
    ///     all the same
    @Override
    public void close() {
        forceLock.lock();
        try {
            if (closed) {
                return;
            }
            try {
                if (failure == null) {
                    finish();
                }
            } catch (Refusal refusal) {
                throw fail(refusal);
            } finally {
                closed = true;
                release();
            }
        } finally {
            forceLock.unlock();
            LockSupport.unpark(forcing); // so that it ends at once; null is allowed
        }
    }

    /// The last chain value is written after the force: it bears witness that all before it was
    /// on the disk, so that any later damage to a record is told from a torn tail.
    private void finish() {
        forceAll();
        appendLock.lock();
        try {
            if (forced != appended) {
                forceAll(); // a writer came in between
            }
            if (writer.putMark()) {
                writer.flush();
                writer.output().force();
            }
        } finally {
            appendLock.unlock();
        }
    }

    private void release() {
        appendLock.lock();
        try {
            writer.close();
        } finally {
            folderLock.close();
            appendLock.unlock();
        }
    }

    private Refusal fail(Refusal refusal) {
        if (failure == null) {
            failure = refusal;
        }
        return refusal;
    }

    private void checkUsable() {
        if (closed) {
            throw new Refusal(Refusal.Code.NOT_PERMITTED, "the journal is closed", "open it again");
        }
        Refusal first = failure;
        if (first != null) {
            Refusal again =
                    new Refusal(
                            first.code(),
                            "the journal stopped after a failure: " + first.found(),
                            "close it, mend the cause and open it again");
            again.initCause(first);
            throw again;
        }
    }

    private void checkRecord(int type, byte[] payload, int offset, int length) {
        if (type < 0) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "type is " + type, "use 0 or more");
        }
        if (offset < 0 || length < 0 || offset > payload.length - length) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "offset "
                            + offset
                            + " and length "
                            + length
                            + " in "
                            + payload.length
                            + " bytes",
                    "name a part of the payload");
        }
        if (length > settings.payloadMaxBytes()) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    "payload of " + length + " bytes",
                    "use at most " + settings.payloadMaxBytes() + ", or raise payloadMaxBytes");
        }
    }
}
