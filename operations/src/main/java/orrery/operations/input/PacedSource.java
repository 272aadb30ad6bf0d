package orrery.operations.input;

/// Rows as samples, with a way to wait for them.
final class PacedSource implements DemandSource {
    private final Rows rows;
    private final Counts counts;
    private final Pause pause;
    private final long pollNs;
    private final Row row = new Row();

    PacedSource(Rows rows, Counts counts, Pause pause, long pollNs) {
        this.rows = rows;
        this.counts = counts;
        this.pause = pause;
        this.pollNs = pollNs;
    }

    @Override
    public boolean next(Sample into) {
        while (!Thread.currentThread().isInterrupted()) {
            Arrival arrival = poll(into);
            if (arrival != Arrival.IDLE) {
                return arrival == Arrival.SAMPLE;
            }
            pause.forNs(pollNs);
        }
        return false;
    }

    @Override
    public Arrival poll(Sample into) {
        Arrival arrival = rows.read(row);
        if (arrival == Arrival.SAMPLE) {
            counts.samples++;
            into.set(row.timeNs, row.value, row.filled);
        }
        return arrival;
    }

    @Override
    public InputCounts counts() {
        return counts.snapshot();
    }

    @Override
    public void close() {
        rows.close();
    }
}
