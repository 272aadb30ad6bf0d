package orrery.operations.input;

import orrery.timeline.Refusal;

/// The counters of one pass.
final class Counts {
    private final long rowsMax;
    long rows;
    long otherKeys;
    long late;
    long duplicates;
    long missing;
    long gapsFilled;
    long samples;

    Counts(long rowsMax) {
        this.rowsMax = rowsMax;
    }

    void row(Rows source) {
        if (++rows > rowsMax) {
            throw new Refusal(
                            Refusal.Code.LIMIT,
                            "there are more than " + rowsMax + " rows",
                            "cut the input, or raise limits.rows")
                    .at(source.place());
        }
    }

    InputCounts snapshot() {
        return new InputCounts(rows, otherKeys, late, duplicates, missing, gapsFilled, samples);
    }
}
