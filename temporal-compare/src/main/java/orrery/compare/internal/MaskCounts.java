package orrery.compare.internal;

/// How often each of 64 bits is set in a row of masks, as bit planes: plane k holds bit k of all
/// 64 counts.
///
/// Eight masks at a time go through a tree of full adders, about five instructions a mask; Harley
/// and Seal, see Muła, Kurz & Lemire, Computer Journal 61(1), 2018, doi:10.1093/comjnl/bxx046.
final class MaskCounts {
    private static final int PLANES = 32;

    private final long[] planes = new long[PLANES];
    private int used;

    /// Which bits are set in at least `least` of the masks `masks[places[i] * stride + word]`.
    ///
    /// @param places from `from` to `to`
    // Hot path.
    long frequent(Masks masks, int[] places, int from, int to, int least) {
        final long[] bits = masks.bits();
        final int stride = masks.stride();
        final int word = masks.word();
        for (int k = 0; k < used; k++) {
            planes[k] = 0;
        }
        used = 3;
        long ones = 0;
        long twos = 0;
        long fours = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long a = bits[places[i] * stride + word];
            long b = bits[places[i + 1] * stride + word];
            long x = ones ^ a;
            long twosA = (ones & a) | (x & b);
            ones = x ^ b;
            a = bits[places[i + 2] * stride + word];
            b = bits[places[i + 3] * stride + word];
            x = ones ^ a;
            long twosB = (ones & a) | (x & b);
            ones = x ^ b;
            x = twos ^ twosA;
            long foursA = (twos & twosA) | (x & twosB);
            twos = x ^ twosB;
            a = bits[places[i + 4] * stride + word];
            b = bits[places[i + 5] * stride + word];
            x = ones ^ a;
            twosA = (ones & a) | (x & b);
            ones = x ^ b;
            a = bits[places[i + 6] * stride + word];
            b = bits[places[i + 7] * stride + word];
            x = ones ^ a;
            twosB = (ones & a) | (x & b);
            ones = x ^ b;
            x = twos ^ twosA;
            long foursB = (twos & twosA) | (x & twosB);
            twos = x ^ twosB;
            x = fours ^ foursA;
            add((fours & foursA) | (x & foursB), 3);
            fours = x ^ foursB;
        }
        planes[0] = ones;
        planes[1] = twos;
        planes[2] = fours;
        for (; i < to; i++) {
            add(bits[places[i] * stride + word], 0);
        }
        return atLeast(least);
    }

    private void add(long mask, int plane) {
        long carry = mask;
        for (int k = plane; carry != 0; k++) {
            long next = planes[k] & carry;
            planes[k] ^= carry;
            carry = next;
            used = Math.max(used, k + 1);
        }
    }

    private long atLeast(int least) {
        if (least >>> used != 0) {
            return 0;
        }
        long above = 0;
        long equal = -1L;
        for (int k = used - 1; k >= 0; k--) {
            long wanted = (least >>> k & 1) == 0 ? 0 : -1L;
            above |= equal & planes[k] & ~wanted;
            equal &= ~(planes[k] ^ wanted);
        }
        return above | equal;
    }

    /// Masks of several words, and which of the words is counted.
    static final class Masks {
        private final long[] bits;
        private final int stride;
        private int word;

        Masks(long[] bits, int stride) {
            this.bits = bits;
            this.stride = stride;
        }

        Masks at(int place) {
            word = place;
            return this;
        }

        long[] bits() {
            return bits;
        }

        int stride() {
            return stride;
        }

        int word() {
            return word;
        }
    }
}
