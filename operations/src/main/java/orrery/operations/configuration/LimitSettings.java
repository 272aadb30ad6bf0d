package orrery.operations.configuration;

import java.util.List;

/// `[limits]`: how much input is taken before it is refused.
///
/// @param rows rows of one run
/// @param lineLength characters of one row
/// @param gapSamples samples that are filled in at one gap
/// @param spoolMb MiB of standard input that a replay keeps in a temporary file
public record LimitSettings(long rows, int lineLength, int gapSamples, int spoolMb) {
    static final Key<Long> ROWS =
            Key.of("limits.rows", Shape.whole(1, 1_000_000_000_000L), 100_000_000L);
    static final Key<Integer> LINE_LENGTH =
            Key.of("limits.line_length", Shape.count(64, 16_777_216), 65_536);
    static final Key<Integer> GAP_SAMPLES =
            Key.of("limits.gap_samples", Shape.count(0, 100_000_000), 10_000);
    static final Key<Integer> SPOOL_MB = Key.of("limits.spool_mb", Shape.count(1, 1_048_576), 1024);

    static final List<Key<?>> KEYS = List.of(ROWS, LINE_LENGTH, GAP_SAMPLES, SPOOL_MB);

    public LimitSettings {
        ROWS.check(rows);
        LINE_LENGTH.check(lineLength);
        GAP_SAMPLES.check(gapSamples);
        SPOOL_MB.check(spoolMb);
    }

    static LimitSettings from(Entries entries) {
        return new LimitSettings(
                entries.take(ROWS),
                entries.take(LINE_LENGTH),
                entries.take(GAP_SAMPLES),
                entries.take(SPOOL_MB));
    }

    void print(Printed out) {
        out.put(ROWS, rows)
                .put(LINE_LENGTH, lineLength)
                .put(GAP_SAMPLES, gapSamples)
                .put(SPOOL_MB, spoolMb);
    }
}
