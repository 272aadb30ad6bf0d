package orrery.schedule.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import orrery.schedule.task.Job;

/// A bounded ring through which any thread hands jobs to the one owner.
///
/// Every cell is *armed* by the owner with the handle of a slot it has set aside; a producer claims
/// the cell, reads that handle, writes its columns and publishes. So a producer has its handle at
/// once, and what was accepted always has a slot. A cell is not armed again before the owner has a
/// free slot for it: producers then find the ring full.
///
/// Stamps: position p armed = p, published = p + 1. Producers are lock-free; the owner waits for a
/// producer only between its claim and its publication. Nothing is allocated after construction.
///
/// A cell keeps the reference to its last job until another one comes.
///
/// Source: D. Vyukov, bounded MPMC queue (2010), with one consumer, and closing by the sign bit of
/// the tail.
public final class SubmissionRing {
    /// Answer of {@link #offer}: no armed cell.
    public static final long FULL = -1;

    /// Answer of {@link #offer}: the owner has closed the ring.
    public static final long INVALID = -2;

    private static final Job VACANT = _ -> {};

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    // The tail, and what the owner moves, stand alone on their cache lines: 128 bytes each side.
    private static final int TAIL = 16;
    private static final int HEAD = 16;
    private static final int NEXT_TO_ARM = 17;

    private static final int FULL_COUNT = 16;
    private static final int INVALID_COUNT = 32;

    private final long[] producers = new long[32];
    private final long[] refusals = new long[48];
    private final long[] owner = new long[34];
    private final long[] stamps;
    private final long[] handles;
    private final long[] releasesNs;
    private final long[] deadlinesNs;
    private final long[] periodsNs;
    private final Job[] jobs;
    private final int mask;

    /// @param capacity a power of two from 2 on
    public SubmissionRing(int capacity) {
        assert capacity >= 2 && Integer.bitCount(capacity) == 1;
        stamps = new long[capacity];
        handles = new long[capacity];
        releasesNs = new long[capacity];
        deadlinesNs = new long[capacity];
        periodsNs = new long[capacity];
        jobs = new Job[capacity];
        mask = capacity - 1;
        Arrays.fill(stamps, -1);
        Arrays.fill(jobs, VACANT);
    }

    /// Any thread: hands over a job.
    ///
    /// @param periodNs 0 for a one-shot
    /// @return its handle, {@link #FULL} or {@link #INVALID}
    public long offer(Job job, long releaseNs, long deadlineNs, long periodNs) {
        while (true) {
            long tail = (long) LONGS.getAcquire(producers, TAIL);
            if (tail < 0) {
                return refuseInvalid();
            }
            int cell = (int) tail & mask;
            // Pairs with the setRelease in arm: the handle is there, the owner is done with the
            // cell.
            long stamp = (long) LONGS.getAcquire(stamps, cell);
            if (stamp == tail) {
                if (LONGS.compareAndSet(producers, TAIL, tail, tail + 1)) {
                    long handle = handles[cell];
                    releasesNs[cell] = releaseNs;
                    deadlinesNs[cell] = deadlineNs;
                    periodsNs[cell] = periodNs;
                    JobTable.store(jobs, cell, job);
                    // Pairs with the getAcquire in hasNext: the columns are there.
                    LONGS.setRelease(stamps, cell, tail + 1);
                    return handle;
                }
            } else if (stamp - tail < 0) {
                LONGS.getAndAdd(refusals, FULL_COUNT, 1L);
                return FULL;
            }
            Thread.onSpinWait();
        }
    }

    /// Any thread: counts a submission that is refused before it is offered.
    ///
    /// @return {@link #INVALID}
    public long refuseInvalid() {
        LONGS.getAndAdd(refusals, INVALID_COUNT, 1L);
        return INVALID;
    }

    public long refusedFull() {
        return (long) LONGS.getOpaque(refusals, FULL_COUNT);
    }

    public long refusedInvalid() {
        return (long) LONGS.getOpaque(refusals, INVALID_COUNT);
    }

    /// Any thread: whether a published job waits. Exact on the owner, a hint elsewhere.
    public boolean hasNext() {
        long head = owner[HEAD];
        // Pairs with the setRelease in offer.
        return (long) LONGS.getAcquire(stamps, (int) head & mask) == head + 1;
    }

    /// Owner: the cell of the next job; only after {@link #hasNext}.
    public int nextCell() {
        return (int) owner[HEAD] & mask;
    }

    public long handle(int cell) {
        return handles[cell];
    }

    public long releaseNs(int cell) {
        return releasesNs[cell];
    }

    public long deadlineNs(int cell) {
        return deadlinesNs[cell];
    }

    public long periodNs(int cell) {
        return periodsNs[cell];
    }

    public Job job(int cell) {
        return jobs[cell];
    }

    /// Owner: leaves the next job behind.
    public void consume() {
        owner[HEAD]++;
    }

    /// Owner: whether a cell waits for a handle.
    public boolean needsHandle() {
        return owner[NEXT_TO_ARM] - owner[HEAD] <= mask;
    }

    /// Owner: opens the next cell to producers; only if {@link #needsHandle}.
    public void arm(long handle) {
        long position = owner[NEXT_TO_ARM]++;
        int cell = (int) position & mask;
        handles[cell] = handle;
        // Pairs with the getAcquire of the stamp in offer.
        LONGS.setRelease(stamps, cell, position);
    }

    /// Any thread: no claim succeeds any more; what was claimed before is still published.
    public void close() {
        LONGS.getAndBitwiseOr(producers, TAIL, Long.MIN_VALUE);
    }

    /// Any thread.
    public boolean isClosed() {
        return (long) LONGS.getAcquire(producers, TAIL) < 0;
    }

    /// Owner: whether everything that was claimed has been consumed.
    public boolean isDrained() {
        long claimed = (long) LONGS.getAcquire(producers, TAIL) & Long.MAX_VALUE;
        return owner[HEAD] == claimed;
    }
}
