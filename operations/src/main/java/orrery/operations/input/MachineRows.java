package orrery.operations.input;

import orrery.timeline.NanoClock;

/// The busy CPUs of this machine as rows, one a period, each at a whole multiple of the period and
/// about the period before it. The first row comes with the second multiple.
final class MachineRows implements Rows {
    private final CpuLoad load;
    private final NanoClock clock;
    private final long periodNs;
    private boolean started;
    private long due;
    private long newestNs;

    MachineRows(CpuLoad load, NanoClock clock, long periodNs) {
        this.load = load;
        this.clock = clock;
        this.periodNs = periodNs;
    }

    @Override
    public Arrival read(Row into) {
        long now = Math.floorDiv(clock.epochNs(), periodNs);
        if (!started) {
            started = true;
            due = now + 1;
            load.busyCpus();
        }
        if (now < due) {
            return Arrival.IDLE;
        }
        due = now + 1;
        newestNs = now * periodNs;
        into.timeNs = newestNs;
        into.value = load.busyCpus();
        into.filled = false;
        return Arrival.SAMPLE;
    }

    @Override
    public String place() {
        return "machine at " + Instants.text(newestNs);
    }

    @Override
    public void close() {}
}
