package orrery.benchmarks;

import orrery.operations.input.DemandGenerator;
import orrery.operations.input.Sample;

/// The demand of the bundled generator, drawn beforehand and repeated without end, in steps of five
/// minutes whose times always go on.
final class BundledDemand {
    static final long STEP_NS = 300_000_000_000L;
    static final int DAYS = 224;
    static final int SAMPLES = DAYS * 288;

    private final double[] demand = new double[SAMPLES];
    private long timeNs = DemandGenerator.START_NS;
    private int at = -1;

    BundledDemand() {
        DemandGenerator generator = new DemandGenerator(1, DAYS, STEP_NS);
        Sample sample = new Sample();
        for (int i = 0; i < SAMPLES; i++) {
            generator.next(sample);
            demand[i] = sample.value();
        }
    }

    /// Moves on by one sample.
    ///
    /// @return its demand in replicas
    double next() {
        at = at + 1 == SAMPLES ? 0 : at + 1;
        timeNs += STEP_NS;
        return demand[at];
    }

    /// Time of the sample that [#next] gave last.
    long timeNs() {
        return timeNs;
    }
}
