package orrery.compare.internal;

/// A hash of 128 bits of two sequences: MurmurHash3 for 64-bit machines over their bits and lengths.
///
/// Of N keys that are not chosen with the hash in mind any two are equal with a chance below
/// N² / 2^129: for a billion 2e-21. Not a defence against someone who looks for collisions.
/// Confined; allocates nothing.
///
/// Source: Appleby, MurmurHash3_x64_128, 2011 (public domain).
public final class SequenceHash {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private long h1;
    private long h2;

    /// Starts again, for a key of that kind.
    public SequenceHash begin(long seed) {
        h1 = seed;
        h2 = seed;
        return this;
    }

    public SequenceHash add(double[] series) {
        int n = series.length;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            block(Double.doubleToRawLongBits(series[i]), Double.doubleToRawLongBits(series[i + 1]));
        }
        block(i < n ? Double.doubleToRawLongBits(series[i]) : 0, n);
        return this;
    }

    public SequenceHash add(int[] symbols) {
        int n = symbols.length;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            block(pair(symbols[i], symbols[i + 1]), pair(symbols[i + 2], symbols[i + 3]));
        }
        for (; i < n; i++) {
            block(symbols[i], i);
        }
        block(0, n);
        return this;
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | (low & 0xFFFFFFFFL);
    }

    private void block(long first, long second) {
        h1 ^= Long.rotateLeft(first * C1, 31) * C2;
        h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
        h2 ^= Long.rotateLeft(second * C2, 33) * C1;
        h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }

    /// Ends the key, whose halves are then there.
    public SequenceHash end() {
        h1 += h2;
        h2 += h1;
        h1 = mixed(h1);
        h2 = mixed(h2);
        h1 += h2;
        h2 += h1;
        return this;
    }

    private static long mixed(long value) {
        long x = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        x = (x ^ x >>> 33) * 0xc4ceb9fe1a85ec53L;
        return x ^ x >>> 33;
    }

    public long first() {
        return h1;
    }

    public long second() {
        return h2;
    }
}
