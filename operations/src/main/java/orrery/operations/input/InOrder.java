package orrery.operations.input;

import orrery.operations.configuration.DuplicatePolicy;
import orrery.operations.configuration.LatePolicy;
import orrery.timeline.Refusal;

/// Rows whose times strictly increase: late ones and those of one time are refused, dropped or
/// merged.
final class InOrder implements Rows {
    private final Rows upstream;
    private final LatePolicy late;
    private final DuplicatePolicy duplicate;
    private final Counts counts;
    private final Row next = new Row();
    private final Row held = new Row();
    private boolean holds;
    private boolean any;
    private long newestNs;

    InOrder(Rows upstream, LatePolicy late, DuplicatePolicy duplicate, Counts counts) {
        this.upstream = upstream;
        this.late = late;
        this.duplicate = duplicate;
        this.counts = counts;
    }

    @Override
    public Arrival read(Row into) {
        while (true) {
            Arrival arrival = upstream.read(next);
            if (arrival != Arrival.SAMPLE) {
                if (arrival == Arrival.END && holds) {
                    holds = false;
                    into.set(held);
                    return Arrival.SAMPLE;
                }
                return arrival;
            }
            counts.row(upstream);
            if (any && next.timeNs <= newestNs) {
                if (next.timeNs < newestNs) {
                    takeLate();
                } else {
                    takeDuplicate();
                }
                continue;
            }
            any = true;
            newestNs = next.timeNs;
            if (duplicate == DuplicatePolicy.REFUSE || duplicate == DuplicatePolicy.FIRST) {
                into.set(next);
                return Arrival.SAMPLE;
            }
            boolean full = holds;
            if (full) {
                into.set(held);
            }
            held.set(next);
            holds = true;
            if (full) {
                return Arrival.SAMPLE;
            }
        }
    }

    private void takeLate() {
        if (late == LatePolicy.REFUSE) {
            throw late(next.timeNs, newestNs, upstream);
        }
        counts.late++;
    }

    private void takeDuplicate() {
        if (duplicate == DuplicatePolicy.REFUSE) {
            throw new Refusal(
                            Refusal.Code.TIME_DUPLICATE,
                            "a second row has the time " + Instants.text(newestNs),
                            "drop one of them, or set input.duplicate to \"first\", \"last\" or"
                                    + " \"sum\"")
                    .at(upstream.place(Part.TIME));
        }
        counts.duplicates++;
        if (duplicate == DuplicatePolicy.LAST) {
            held.value = next.value;
        } else if (duplicate == DuplicatePolicy.SUM && !Double.isNaN(next.value)) {
            held.value = Double.isNaN(held.value) ? next.value : held.value + next.value;
        }
    }

    static Refusal late(long timeNs, long newestNs, Rows source) {
        return new Refusal(
                        Refusal.Code.TIME_BACKWARD,
                        Instants.text(timeNs) + " comes after " + Instants.text(newestNs),
                        "sort the rows by time, or set input.late to \"drop-and-count\"")
                .at(source.place(Part.TIME));
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
