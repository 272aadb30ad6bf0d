package orrery.schedule.execution;

import orrery.timeline.Refusal;

/// The latest execution times of a task, each mode apart, those that met a collection apart, too.
///
/// A mode is a way through the task that is known to take its own time, such as "cache empty". A
/// time during which the garbage collector ran says how long the collector takes, not the task: it
/// belongs into the blocking of an analysis, not into the execution time.
///
/// Memory: 16 bytes a time and mode. Recording allocates nothing and costs a few nanoseconds.
/// Threads: one writer, which is also the reader.
public final class ExecutionTimes {
    /// Times that a ring can hold, all modes together.
    public static final int HELD_MAX = 1 << 24;

    private final int perMode;
    private final Ring[] plain;
    private final Ring[] collected;

    private ExecutionTimes(int perMode, int modes) {
        this.perMode = perMode;
        plain = rings(modes);
        collected = rings(modes);
    }

    /// @param perMode how many of the latest times of each mode are kept
    /// @param modes how many modes there are, numbered from 0
    /// @throws Refusal OUT_OF_RANGE if one is below 1; LIMIT above {@link #HELD_MAX} times in all
    public static ExecutionTimes holding(int perMode, int modes) {
        if (perMode < 1 || modes < 1) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    perMode + " times of " + modes + " modes",
                    "keep at least one time of one mode");
        }
        if ((long) perMode * modes > HELD_MAX / 2) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    perMode + " times of " + modes + " modes",
                    "keep at most " + HELD_MAX / 2 + " in all");
        }
        return new ExecutionTimes(perMode, modes);
    }

    private Ring[] rings(int modes) {
        Ring[] rings = new Ring[modes];
        for (int i = 0; i < modes; i++) {
            rings[i] = new Ring(perMode);
        }
        return rings;
    }

    /// Keeps a time, and forgets the oldest of its kind if there is no room.
    ///
    /// @param mode 0 or more, less than the number of modes
    /// @param ns a negative one is taken as 0
    /// @param metCollection whether the collector ran during the job
    public void record(int mode, long ns, boolean metCollection) {
        (metCollection ? collected : plain)[mode].add(Math.max(ns, 0));
    }

    /// The times of a mode in the order they came; without those that met a collection.
    public long[] of(int mode) {
        return plain[mode].latest();
    }

    /// The times of a mode that met a collection, in the order they came.
    public long[] collectedOf(int mode) {
        return collected[mode].latest();
    }

    private static final class Ring {
        private final long[] times;
        private long count;

        Ring(int size) {
            times = new long[size];
        }

        void add(long ns) {
            times[(int) (count % times.length)] = ns;
            count++;
        }

        long[] latest() {
            int held = (int) Math.min(count, times.length);
            long[] latest = new long[held];
            for (int i = 0; i < held; i++) {
                latest[i] = times[(int) ((count - held + i) % times.length)];
            }
            return latest;
        }
    }
}
