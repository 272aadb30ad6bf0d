package orrery.operations.input;

/// The bundled demand as rows.
final class GeneratedRows implements Rows {
    private final DemandGenerator generator;
    private final Sample sample = new Sample();
    private long index;

    GeneratedRows(DemandGenerator generator) {
        this.generator = generator;
    }

    @Override
    public Arrival read(Row into) {
        if (!generator.next(sample)) {
            return Arrival.END;
        }
        index++;
        into.timeNs = sample.timeNs();
        into.value = sample.value();
        into.filled = false;
        return Arrival.SAMPLE;
    }

    @Override
    public String place() {
        return "generator:" + index;
    }

    @Override
    public void close() {}
}
