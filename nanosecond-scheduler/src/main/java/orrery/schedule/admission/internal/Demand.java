package orrery.schedule.admission.internal;

import java.util.Arrays;

/// The processor demand of sporadic tasks under earliest deadline first, and whether it ever
/// exceeds the time there is.
///
/// A set meets all its deadlines exactly if dbf(t) + b(t) <= t for every absolute deadline t of
/// the pattern in which every task is released at 0 with its whole jitter and then as soon as it
/// may; b(t) is the longest section of a task whose deadline is later than t. QPA looks at these t
/// from the end of the busy period down and jumps from t to dbf(t) + b(t). Where b is not zero, it
/// is constant between two relative deadlines, and a jump goes at most to the lower one of them:
/// the sum need not grow with t beyond it.
///
/// Sources: Zhang and Burns, IEEE TC 58(9), 2009, doi:10.1109/TC.2009.58 (QPA); Baker, RTS 3(1),
/// 1991 (SRP); Jeffay, Stanat and Martel, RTSS 1991, and George, Rivierre and Spuri, INRIA RR-2966,
/// 1996 (non-preemptive). Confined.
public final class Demand {
    /// What [#violation] says when no t violates.
    public static final long NONE = -1;

    /// What [#violation] says when the work did not suffice.
    public static final long UNDECIDED = -2;

    /// Times beyond this are not looked at: sums of demand up to it cannot overflow.
    public static final long TIME_MAX = 1L << 61;

    private final int n;
    private final long[] c;
    private final long[] t;
    private final long[] jitter;
    // Relative deadline less jitter, by task.
    private final long[] due;
    // Relative deadlines of tasks with sections, ascending, and the longest section from each on.
    private final long[] stepAt;
    private final long[] stepBlocking;
    // Where there are sections and jitter, a task may count in dbf(t) and in b(t); then the busy
    // period must begin with a section, or it could end before the first violation.
    private final long held;
    private long slackAt;

    /// @param sections longest section in which a task cannot be preempted, by task; empty for none
    public Demand(TaskArrays tasks, long[] sections) {
        this(tasks.n, new long[][] {tasks.c, tasks.t, tasks.d, tasks.jitter}, sections);
    }

    /// @param columns execution times, periods, deadlines and jitters, each of n or more
    public Demand(int n, long[][] columns, long[] sections) {
        this.n = n;
        c = columns[0];
        t = columns[1];
        jitter = columns[3];
        due = new long[n];
        for (int i = 0; i < n; i++) {
            due[i] = columns[2][i] - jitter[i];
        }
        int steps = TaskArrays.anyPositive(sections) ? n : 0;
        stepAt = new long[steps];
        stepBlocking = new long[steps];
        if (steps > 0) {
            long[] deadlines = columns[2];
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Long.compare(deadlines[a], deadlines[b]));
            long longest = 0;
            for (int k = n - 1; k >= 0; k--) {
                longest = Math.max(longest, sections[order[k]]);
                stepAt[k] = deadlines[order[k]];
                stepBlocking[k] = longest;
            }
        }
        held = steps > 0 && TaskArrays.anyPositive(jitter) ? stepBlocking[0] : 0;
    }

    /// dbf(t): execution of all jobs released at 0 or later that must end by t.
    // Hot path.
    public long at(long time) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            if (due[i] <= time) {
                sum += ((time - due[i]) / t[i] + 1) * c[i];
            }
        }
        return sum;
    }

    /// b(t): the longest section of a task with a deadline later than t.
    public long blockingAt(long time) {
        int step = stepAfter(time);
        return step == stepAt.length ? 0 : stepBlocking[step];
    }

    /// The first step whose deadline is later than the time.
    private int stepAfter(long time) {
        int low = 0;
        int high = stepAt.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stepAt[middle] > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// The end of the synchronous busy period, or `bound` where that comes first; [#UNDECIDED] where
    /// the work did not suffice.
    ///
    /// @param from a time at most the end, for example the sum of all execution times
    public long busyPeriod(long from, long bound, Work work) {
        long end = from;
        while (end < bound) {
            if (!work.spend(n)) {
                return UNDECIDED;
            }
            long released = held;
            for (int i = 0; i < n; i++) {
                released += ((end + jitter[i] - 1) / t[i] + 1) * c[i];
            }
            if (released == end) {
                return end;
            }
            end = released;
        }
        return bound;
    }

    /// A time from which on nothing violates, whatever the busy period: the demand grows with slope
    /// U < 1 from a known height. Rounded up; at most [#TIME_MAX].
    ///
    /// @param shares sum of the shares C/T as multiples of 2^-60, each rounded down
    public long horizon(long shares) {
        long room = Utilisation.ONE - shares - n;
        if (room <= 0) {
            return TIME_MAX;
        }
        double height = stepBlocking.length == 0 ? 0 : stepBlocking[0];
        double size = height;
        long last = 0;
        for (int i = 0; i < n; i++) {
            double term = (double) (t[i] - due[i]) * ((double) c[i] / t[i]);
            height += term;
            size += Math.abs(term);
            last = Math.max(last, due[i] - t[i]);
        }
        // Each term is off by at most three roundings, the sum by n more: this only widens the
        // search.
        double above = Math.max(0, height) + size * (n + 8) * 0x1p-52;
        double end = above / (room * 0x1p-60) * (1 + 1e-9) + 2;
        return end >= TIME_MAX ? TIME_MAX : Math.max(last, (long) end);
    }

    /// The least t - dbf(t) - b(t) of all deadlines t up to `to`, or the first negative one from
    /// there down; meaningless where the work did not suffice. As [#violation], but it jumps only
    /// as far as no t can have less than the least so far.
    // Hot path.
    public long slack(long to, Work work) {
        long least = Long.MAX_VALUE;
        slackAt = 0;
        long time = deadlineBefore(to + 1);
        while (time > 0 && work.spend(n)) {
            long demand = at(time);
            if (demand == 0) {
                return least;
            }
            int step = stepAfter(time);
            long needed = demand + (step == stepAt.length ? 0 : stepBlocking[step]);
            if (time - needed < least) {
                least = time - needed;
                slackAt = time;
                if (least < 0) {
                    return least;
                }
            }
            long floor = step == 0 ? 0 : stepAt[step - 1];
            long jump = needed + least;
            if (jump < floor) {
                time = deadlineBefore(floor);
            } else {
                time = jump < time ? jump : deadlineBefore(time);
            }
        }
        return least;
    }

    /// Where [#slack] found it.
    public long slackAt() {
        return slackAt;
    }

    /// The greatest t in [from, to] where dbf(t) + b(t) > t, or [#NONE], or [#UNDECIDED].
    // Hot path.
    public long violation(long from, long to, Work work) {
        long time = deadlineBefore(to + 1);
        while (time >= from && time > 0) {
            if (!work.spend(n)) {
                return UNDECIDED;
            }
            long demand = at(time);
            if (demand == 0) {
                return NONE;
            }
            int step = stepAfter(time);
            long needed = demand + (step == stepAt.length ? 0 : stepBlocking[step]);
            if (needed > time) {
                return time;
            }
            long floor = step == 0 ? 0 : stepAt[step - 1];
            if (needed < floor) {
                time = deadlineBefore(floor);
            } else {
                time = needed < time ? needed : deadlineBefore(time);
            }
        }
        return NONE;
    }

    /// The greatest absolute deadline earlier than the time; 0 if there is none.
    private long deadlineBefore(long time) {
        long latest = 0;
        for (int i = 0; i < n; i++) {
            if (due[i] < time) {
                latest = Math.max(latest, time - 1 - (time - 1 - due[i]) % t[i]);
            }
        }
        return latest;
    }

    /// The least absolute deadline t where dbf(t) + b(t) > t.
    ///
    /// @param known a time that violates
    /// @return the least one, or `known` where the work did not suffice to look at all before it
    public long firstViolation(long known, Work work) {
        long[] next = due.clone();
        long demand = 0;
        while (work.spend(n)) {
            long time = Long.MAX_VALUE;
            for (int i = 0; i < n; i++) {
                time = Math.min(time, next[i]);
            }
            if (time >= known) {
                return known;
            }
            for (int i = 0; i < n; i++) {
                if (next[i] == time) {
                    demand += c[i];
                    next[i] += t[i];
                }
            }
            if (demand + blockingAt(time) > time) {
                return time;
            }
        }
        return known;
    }

    /// A time that violates where U > 1: some power of two, as far as [#TIME_MAX]; else [#NONE].
    public long overloadedTime() {
        for (long time = 1; time <= TIME_MAX; time <<= 1) {
            if (at(time) > time) {
                return time;
            }
        }
        return NONE;
    }
}
