package orrery.operations.input;

import orrery.operations.configuration.GapPolicy;
import orrery.operations.configuration.internal.TimeSpan;
import orrery.timeline.Refusal;

/// Rows with the missing ones filled in.
///
/// A gap is a distance of more than one and a half periods; it gets as many rows, one period apart,
/// as bring the distances nearest to the period.
final class Gaps implements Rows {
    private final Rows upstream;
    private final long periodNs;
    private final GapPolicy policy;
    private final int gapMax;
    private final Counts counts;
    private final Row next = new Row();
    private boolean hasNext;
    private boolean any;
    private long newestNs;
    private long left;
    private double lastValue = Double.NaN;

    /// @param periodNs 0: not known, nothing is filled in
    /// @param gapMax most rows that are filled in at one gap
    Gaps(Rows upstream, long periodNs, GapPolicy policy, int gapMax, Counts counts) {
        this.upstream = upstream;
        this.periodNs = periodNs;
        this.policy = policy;
        this.gapMax = gapMax;
        this.counts = counts;
    }

    @Override
    public Arrival read(Row into) {
        if (!hasNext) {
            Arrival arrival = upstream.read(next);
            if (arrival != Arrival.SAMPLE) {
                return arrival;
            }
            hasNext = true;
            left = any ? missingBefore(next.timeNs) : 0;
        }
        if (left > 0) {
            left--;
            counts.gapsFilled++;
            into.timeNs = newestNs + periodNs;
            into.filled = true;
            into.value = standIn();
        } else {
            hasNext = false;
            into.set(next);
            if (Double.isNaN(next.value)) {
                if (policy == GapPolicy.IGNORE) {
                    throw noValue();
                }
                counts.missing++;
                into.value = standIn();
            } else {
                lastValue = next.value;
            }
        }
        any = true;
        newestNs = into.timeNs;
        return Arrival.SAMPLE;
    }

    private double standIn() {
        return switch (policy) {
            case HOLD -> lastValue;
            case IGNORE, MISSING -> Double.NaN;
            case ZERO -> 0;
        };
    }

    private long missingBefore(long timeNs) {
        if (periodNs == 0 || policy == GapPolicy.IGNORE) {
            return 0;
        }
        long distanceNs = timeNs - newestNs;
        if (distanceNs < 0) {
            distanceNs = Long.MAX_VALUE - periodNs;
        }
        if (distanceNs <= periodNs + periodNs / 2) {
            return 0;
        }
        long missing = (distanceNs + periodNs / 2) / periodNs - 1;
        if (missing > gapMax) {
            throw new Refusal(
                            Refusal.Code.LIMIT,
                            missing
                                    + " samples are missing between "
                                    + Instants.text(newestNs)
                                    + " and "
                                    + Instants.text(timeNs)
                                    + ", at one in "
                                    + TimeSpan.print(periodNs),
                            "check the times, set input.period, or raise limits.gap_samples")
                    .at(upstream.place(Part.TIME));
        }
        return missing;
    }

    private Refusal noValue() {
        return new Refusal(
                        Refusal.Code.NOT_A_NUMBER,
                        "the row has no value",
                        "mend the row, or set input.gap to \"hold\", \"missing\" or \"zero\"")
                .at(upstream.place(Part.VALUE));
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
