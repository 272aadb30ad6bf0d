package orrery.operations.input;

import java.util.Optional;
import orrery.operations.configuration.Aggregate;
import orrery.operations.configuration.LatePolicy;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// Rows gathered in spans of equal length, counted from 1970; each gives one row at its end.
///
/// Rows of the open bucket may come in any order. From a file, a bucket is over when a row of a
/// later one comes; from a live source also when the clock says so, and then buckets without rows
/// are given too. The first and the last bucket hold what there is of them.
final class Buckets implements Rows {
    private final Rows upstream;
    private final long lengthNs;
    private final Aggregate aggregate;
    private final LatePolicy late;
    private final Counts counts;
    private final Optional<NanoClock> clock;
    private final int gapMax;
    private final Row next = new Row();

    private boolean open;
    private boolean any;
    private long bucket;
    private long rows;
    private long values;
    private double sum;
    private double max;

    /// @param clock says when a bucket of a live source is over; empty for a file
    Buckets(Rows upstream, Settings settings, Counts counts, Optional<NanoClock> clock) {
        this.upstream = upstream;
        lengthNs = settings.lengthNs;
        aggregate = settings.aggregate;
        late = settings.late;
        gapMax = settings.gapMax;
        this.counts = counts;
        this.clock = clock;
    }

    /// @param gapMax how many buckets a live source may be behind its clock
    record Settings(long lengthNs, Aggregate aggregate, LatePolicy late, int gapMax) {}

    @Override
    public Arrival read(Row into) {
        while (true) {
            Arrival arrival = upstream.read(next);
            if (arrival == Arrival.IDLE) {
                return closedByClock(into) ? Arrival.SAMPLE : Arrival.IDLE;
            }
            if (arrival == Arrival.END) {
                if (open) {
                    close(into);
                    return Arrival.SAMPLE;
                }
                return Arrival.END;
            }
            counts.row(upstream);
            long of = Math.floorDiv(next.timeNs, lengthNs);
            if (any && (open ? of < bucket : of <= bucket)) {
                takeLate();
                continue;
            }
            boolean over = open && of > bucket;
            if (over) {
                close(into);
            }
            if (!open) {
                start(of);
            }
            add(next.value);
            if (over) {
                return Arrival.SAMPLE;
            }
        }
    }

    private void takeLate() {
        if (late == LatePolicy.REFUSE) {
            throw InOrder.late(next.timeNs, (open ? bucket : bucket + 1) * lengthNs, upstream);
        }
        counts.late++;
    }

    private void start(long of) {
        open = true;
        any = true;
        bucket = of;
        rows = 0;
        values = 0;
        sum = 0;
        max = Double.NEGATIVE_INFINITY;
    }

    private void add(double value) {
        rows++;
        if (!Double.isNaN(value)) {
            values++;
            sum += value;
            max = Math.max(max, value);
        }
    }

    private void close(Row into) {
        open = false;
        into.timeNs = (bucket + 1) * lengthNs;
        into.filled = rows == 0;
        into.value =
                switch (aggregate) {
                    case COUNT -> rows;
                    case SUM -> values == 0 && rows > 0 ? Double.NaN : sum;
                    case MEAN -> values == 0 ? Double.NaN : sum / values;
                    case MAX -> values == 0 ? Double.NaN : max;
                };
    }

    private boolean closedByClock(Row into) {
        if (clock.isEmpty() || !any) {
            return false;
        }
        long now = Math.floorDiv(clock.get().epochNs(), lengthNs);
        if (open ? now <= bucket : now <= bucket + 1) {
            return false;
        }
        if (now - bucket - 1 > gapMax) {
            throw new Refusal(
                            Refusal.Code.LIMIT,
                            "the newest row is " + (now - bucket - 1) + " buckets behind the clock",
                            "check the times, or raise limits.gap_samples")
                    .at(upstream.place());
        }
        if (!open) {
            start(bucket + 1);
            counts.gapsFilled++;
        }
        close(into);
        return true;
    }

    @Override
    public String place() {
        return upstream.place();
    }

    @Override
    public String place(Part part) {
        return upstream.place(part);
    }

    @Override
    public void close() {
        upstream.close();
    }
}
