package orrery.operations.input;

/// One row on its way to a sample. Confined; overwritten by each read.
final class Row {
    long timeNs;
    double value;
    boolean filled;

    void set(Row other) {
        timeNs = other.timeNs;
        value = other.value;
        filled = other.filled;
    }
}
