package orrery.schedule.timing;

import java.util.Arrays;
import java.util.Optional;

/// Counts durations in cells whose width is at most 1/1024 of their value: 3 significant digits.
///
/// Values below 2048 ns are exact; then every power of two has 1024 cells. Values from 2^42 ns (73
/// minutes) on share the last cell; the maximum stays exact. Recording costs a few nanoseconds and
/// allocates nothing; memory is 264 kB. Threads: one writer, which is also the reader.
///
/// Source: the layout of G. Tene's HdrHistogram (2012), with a fixed range.
public final class LatencyHistogram {
    private static final int CELL_BITS = 10;
    private static final long LAST_NS = (1L << 42) - 1;

    private final long[] cells = new long[cellOf(LAST_NS) + 1];
    private long count;
    private long maxNs;

    private LatencyHistogram() {}

    /// One without samples.
    public static LatencyHistogram empty() {
        return new LatencyHistogram();
    }

    /// Adds one sample.
    ///
    /// @param ns a negative one is taken as 0
    public void record(long ns) {
        long value = Math.max(ns, 0);
        cells[cellOf(Math.min(value, LAST_NS))]++;
        count++;
        if (value > maxNs) {
            maxNs = value;
        }
    }

    public long count() {
        return count;
    }

    /// Empty if there is no sample. Time O(cells); allocates the answer.
    public Optional<Percentiles> percentiles() {
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Percentiles(count, atPermille(500), atPermille(990), atPermille(999), maxNs));
    }

    /// Forgets all samples.
    public void clear() {
        Arrays.fill(cells, 0);
        count = 0;
        maxNs = 0;
    }

    private long atPermille(long permille) {
        long rank = Math.max(1, (count * permille + 999) / 1000);
        long seen = 0;
        for (int cell = 0; cell < cells.length - 1; cell++) {
            seen += cells[cell];
            if (seen >= rank) {
                return Math.min(highestIn(cell), maxNs);
            }
        }
        return maxNs;
    }

    private static int cellOf(long value) {
        int shift = Math.max(0, 63 - CELL_BITS - Long.numberOfLeadingZeros(value));
        return (shift << CELL_BITS) + (int) (value >>> shift);
    }

    private static long highestIn(int cell) {
        int shift = Math.max(0, (cell >>> CELL_BITS) - 1);
        long scaled = cell - ((long) shift << CELL_BITS);
        return ((scaled + 1) << shift) - 1;
    }
}
