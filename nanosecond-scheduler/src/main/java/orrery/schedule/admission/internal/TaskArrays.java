package orrery.schedule.admission.internal;

/// Tasks as columns, in nanoseconds; in the order of their priority where there is one.
public final class TaskArrays {
    public final int n;
    public final long[] c;
    public final long[] t;
    public final long[] d;
    public final long[] offset;
    public final long[] jitter;
    public final long[] blocking;
    public final long[] section;

    /// @param n tasks that there is room for
    public TaskArrays(int n) {
        this.n = n;
        c = new long[n];
        t = new long[n];
        d = new long[n];
        offset = new long[n];
        jitter = new long[n];
        blocking = new long[n];
        section = new long[n];
    }

    /// The tasks of those rows, in that order.
    public TaskArrays select(int[] rows) {
        TaskArrays selected = new TaskArrays(rows.length);
        for (int k = 0; k < rows.length; k++) {
            int i = rows[k];
            selected.c[k] = c[i];
            selected.t[k] = t[i];
            selected.d[k] = d[i];
            selected.offset[k] = offset[i];
            selected.jitter[k] = jitter[i];
            selected.blocking[k] = blocking[i];
            selected.section[k] = section[i];
        }
        return selected;
    }

    /// The same tasks, each with so much more execution time.
    public TaskArrays inflated(long extraNs) {
        TaskArrays more = new TaskArrays(n);
        System.arraycopy(t, 0, more.t, 0, n);
        System.arraycopy(d, 0, more.d, 0, n);
        System.arraycopy(offset, 0, more.offset, 0, n);
        System.arraycopy(jitter, 0, more.jitter, 0, n);
        System.arraycopy(blocking, 0, more.blocking, 0, n);
        System.arraycopy(section, 0, more.section, 0, n);
        for (int i = 0; i < n; i++) {
            more.c[i] = c[i] + extraNs;
        }
        return more;
    }

    public static boolean anyPositive(long[] column) {
        for (long value : column) {
            if (value > 0) {
                return true;
            }
        }
        return false;
    }

    public boolean hasJitter() {
        return anyPositive(jitter);
    }
}
