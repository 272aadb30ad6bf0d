package orrery.verify.rule;

import orrery.timeline.Refusal;
import orrery.verify.rule.Expression.Flag;
import orrery.verify.rule.Expression.Quantity;

/// What the rules may see of the latest records: a window of the run that grows only as far as the
/// longest rule looks back.
///
/// A rule about the agent's own reaction sees two rows a record (2n: it decides, 2n + 1: it acted
/// or dropped), every other rule one row.
public final class Rows {
    private static final int RECORDS_MAX = 1 << 22;

    /// One record as the rules see it.
    ///
    /// @param lagNs from the first row of the record to its second
    /// @param demand NaN if it is not known
    /// @param low least capacity that may be in force
    /// @param high greatest capacity that may be in force
    public record Row(
            long timeNs,
            long lagNs,
            double demand,
            long low,
            long high,
            long replicas,
            boolean dropped,
            boolean killed) {}

    private Row[] ring = new Row[16];
    private long[] latestNs = new long[16];
    private long records;
    private long oldest;

    public long records() {
        return records;
    }

    int capacity() {
        return ring.length;
    }

    boolean full() {
        return records - oldest == ring.length;
    }

    /// Forgets the records before this one; makes more room if that frees less than half.
    void keepFrom(long record) {
        oldest = Math.clamp(record, oldest, records);
        if (records - oldest <= ring.length / 2) {
            return;
        }
        if (ring.length == RECORDS_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    "rules that look back over more than " + RECORDS_MAX / 2 + " records",
                    "shorten their windows");
        }
        Row[] wider = new Row[2 * ring.length];
        long[] widerNs = new long[wider.length];
        for (long n = oldest; n < records; n++) {
            wider[(int) (n & (wider.length - 1))] = record(n);
            widerNs[(int) (n & (wider.length - 1))] = latestNs(n);
        }
        ring = wider;
        latestNs = widerNs;
    }

    void add(Row row) {
        if (full()) {
            throw new IllegalStateException("no room for record " + records);
        }
        long ownNs = row.timeNs + row.lagNs;
        ring[slot(records)] = row;
        latestNs[slot(records)] = records == 0 ? ownNs : Math.max(ownNs, latestNs(records - 1));
        records++;
    }

    /// Puts another action into the latest record.
    void suppose(long replicas) {
        Row row = record(records - 1);
        ring[slot(records - 1)] =
                new Row(
                        row.timeNs,
                        row.lagNs,
                        row.demand,
                        row.low,
                        row.high,
                        replicas,
                        row.dropped,
                        row.killed);
    }

    Row record(long n) {
        if (n < oldest || n >= records) {
            throw new IllegalStateException("record " + n + " is not kept");
        }
        return ring[slot(n)];
    }

    /// The latest time of any row up to this record: a late action may come after the next sample.
    long latestNs(long n) {
        return latestNs[slot(n)];
    }

    private int slot(long n) {
        return (int) (n & (ring.length - 1));
    }

    static Interval quantity(Row row, Quantity quantity) {
        return switch (quantity) {
            case DEMAND -> Interval.of(row.demand);
            case CURRENT -> whole(row.low, row.high);
            case REPLICAS -> whole(row.replicas, row.replicas);
            case UP ->
                    whole(
                            Math.max(0, row.replicas - row.high),
                            Math.max(0, row.replicas - row.low));
            case DOWN ->
                    whole(
                            Math.max(0, row.low - row.replicas),
                            Math.max(0, row.high - row.replicas));
        };
    }

    private static Interval whole(long low, long high) {
        return new Interval((double) low, (double) high);
    }

    /// @param second whether this is the row at which the record acted or dropped
    static Truth flag(Row row, Flag flag, boolean second) {
        return switch (flag) {
            case SHORTAGE -> shortage(row);
            case DECIDE -> Truth.flag(!second);
            case ACTED -> Truth.flag(second && !row.dropped);
            case DROPPED -> Truth.flag(second && row.dropped);
            case KILLED -> Truth.flag(row.killed);
        };
    }

    private static Truth shortage(Row row) {
        if (row.demand > row.high) {
            return Truth.flag(true);
        }
        return row.demand <= row.low ? Truth.flag(false) : Truth.ON_OR_OFF;
    }
}
