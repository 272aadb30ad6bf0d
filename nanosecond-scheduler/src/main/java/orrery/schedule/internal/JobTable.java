package orrery.schedule.internal;

import java.util.Arrays;
import orrery.schedule.task.Job;

/// The columns of all jobs a worker knows, one slot each, and the slots that are free.
///
/// A handle names a slot and the count of allocations at the time it was taken, so a handle of a
/// job that is gone never names the next one in the same slot. With c slot bits the count has 63 -
/// c bits: at 10^7 jobs a second and 1024 slots it repeats after 28 years.
///
/// A slot keeps the reference to its last job until another one comes, so that a job submitted
/// again and again costs no reference store: under G1 such a store is a fence. Confined.
public final class JobTable {
    /// Answer of {@link #allocate}: all slots are taken.
    public static final int NONE = -1;

    private static final Job VACANT = _ -> {};
    private static final long RESERVED = -1;

    final long[] releasesNs;
    final long[] deadlinesNs;
    final long[] sequences;
    private final long[] periodsNs;
    private final long[] handles;
    private final Job[] jobs;
    private final int[] free;
    private final int slotMask;
    private final int slotBits;
    private int freeCount;
    private long allocations;
    private long sequence;

    public JobTable(int capacity) {
        releasesNs = new long[capacity];
        deadlinesNs = new long[capacity];
        sequences = new long[capacity];
        periodsNs = new long[capacity];
        handles = new long[capacity];
        jobs = new Job[capacity];
        free = new int[capacity];
        Arrays.fill(jobs, VACANT);
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
        freeCount = capacity;
        slotBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, capacity - 1));
        slotMask = (1 << slotBits) - 1;
    }

    public int capacity() {
        return jobs.length;
    }

    public int freeCount() {
        return freeCount;
    }

    /// Takes a slot and gives it a handle. The slot holds no job until {@link #hold}.
    public int allocate() {
        if (freeCount == 0) {
            return NONE;
        }
        int slot = free[--freeCount];
        rename(slot);
        return slot;
    }

    /// Takes a slot for a job that is yet to come.
    public int reserve() {
        int slot = allocate();
        if (slot != NONE) {
            periodsNs[slot] = RESERVED;
        }
        return slot;
    }

    /// Whether an allocated slot was reserved and holds no job yet.
    public boolean isReserved(int slot) {
        return periodsNs[slot] == RESERVED;
    }

    /// Gives an allocated slot another handle: the old one names nothing any more.
    public long rename(int slot) {
        allocations++;
        long handle = ((allocations << slotBits) | slot) & Long.MAX_VALUE;
        handles[slot] = handle;
        return handle;
    }

    /// Sets what an allocated slot holds.
    public void hold(int slot, Job job, long periodNs) {
        store(jobs, slot, job);
        periodsNs[slot] = periodNs;
    }

    /// Sets the times of a slot and puts it last in the sequence.
    public void schedule(int slot, long releaseNs, long deadlineNs) {
        releasesNs[slot] = releaseNs;
        deadlinesNs[slot] = deadlineNs;
        sequences[slot] = sequence++;
    }

    public void free(int slot) {
        assert handles[slot] != 0 : "slot " + slot + " is free";
        handles[slot] = 0;
        free[freeCount++] = slot;
    }

    /// The allocated slot that a handle names: {@link #NONE} if its job is gone, or was never.
    public int find(long handle) {
        int slot = (int) handle & slotMask;
        return handle > 0 && slot < handles.length && handles[slot] == handle ? slot : NONE;
    }

    public int slotOf(long handle) {
        return (int) handle & slotMask;
    }

    public long handle(int slot) {
        return handles[slot];
    }

    public Job job(int slot) {
        return jobs[slot];
    }

    public long releaseNs(int slot) {
        return releasesNs[slot];
    }

    public long deadlineNs(int slot) {
        return deadlinesNs[slot];
    }

    /// 0 for a one-shot.
    public long periodNs(int slot) {
        return periodsNs[slot];
    }

    public void stopRepeating(int slot) {
        periodsNs[slot] = 0;
    }

    /// Stores a reference unless it is there already, which spares the collector's barrier.
    @SuppressWarnings("ReferenceEquality") // identity is meant: it is about the store, not the job
    static void store(Job[] jobs, int index, Job job) {
        if (jobs[index] != job) {
            jobs[index] = job;
        }
    }
}
