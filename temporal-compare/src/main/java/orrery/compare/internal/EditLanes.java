package orrery.compare.internal;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [EditWords] with a vector as one long word: 512 rows at a time where the machine has them.
///
/// The carry of an addition runs through the lanes in scalar registers: g has the lanes that
/// overflow, p those that are all ones and would; ((g << 1) + p) ^ p are the lanes that get 1.
/// For strips that fill their vectors, or whose last row nobody asks for.
final class EditLanes {
    static final VectorSpecies<Long> SPECIES =
            LongVector.SPECIES_PREFERRED.length() > 8
                    ? LongVector.SPECIES_512
                    : LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /// Up to so many vectors stay in registers, and go over all columns.
    private static final int REGISTERS = 4;

    private EditLanes() {}

    static void lcs(EditStrip strip, int[] b, int from, int to, byte[] carries) {
        final int words = strip.words();
        if (words > REGISTERS * LANES) {
            for (int j = from; j < to; j++) {
                lcsColumn(strip, b, j, carries);
            }
            return;
        }
        int w = 0;
        if (words > 3 * LANES) {
            lcsFour(strip, w, b, from, to, carries);
            return;
        }
        for (; w + LANES < words; w += 2 * LANES) {
            lcsTwo(strip, w, b, from, to, carries);
        }
        if (w < words) {
            lcsOne(strip, w, b, from, to, carries);
        }
    }

    // Hot path: about twelve instructions for 512 cells. A column of many vectors is as fast as its
    // instructions; one of few waits for the state that the column before it has just stored.
    private static void lcsColumn(EditStrip strip, int[] b, int j, byte[] carries) {
        final long[] bits = strip.bits();
        final long[] state = strip.plus;
        final int words = strip.words();
        final LongVector ones = LongVector.broadcast(SPECIES, -1L);
        int place = strip.places()[b[j]];
        long carry = carries[j];
        for (int w = 0; w < words; w += LANES) {
            LongVector v = LongVector.fromArray(SPECIES, state, w);
            LongVector match = LongVector.fromArray(SPECIES, bits, place + w);
            LongVector t = v.add(v.and(match));
            carry = carried(t, v, carry);
            LongVector sum = t.sub(ones, VectorMask.fromLong(SPECIES, carry));
            sum.or(v.and(match.not())).intoArray(state, w);
            carry >>>= LANES;
        }
        carries[j] = (byte) carry;
    }

    // Hot path.
    private static void lcsOne(EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final long[] state = strip.plus;
        final LongVector ones = LongVector.broadcast(SPECIES, -1L);
        LongVector v0 = LongVector.fromArray(SPECIES, state, w);
        for (int j = from; j < to; j++) {
            int place = places[b[j]] + w;
            long carry = carries[j];
            LongVector match;
            LongVector t;
            match = LongVector.fromArray(SPECIES, bits, place);
            t = v0.add(v0.and(match));
            carry = carried(t, v0, carry);
            v0 = t.sub(ones, VectorMask.fromLong(SPECIES, carry)).or(v0.and(match.not()));
            carry >>>= LANES;
            carries[j] = (byte) carry;
        }
        v0.intoArray(state, w);
    }

    // Hot path: written out, so that the vectors stay in registers.
    private static void lcsTwo(EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final long[] state = strip.plus;
        final LongVector ones = LongVector.broadcast(SPECIES, -1L);
        LongVector v0 = LongVector.fromArray(SPECIES, state, w);
        LongVector v1 = LongVector.fromArray(SPECIES, state, w + 1 * LANES);
        for (int j = from; j < to; j++) {
            int place = places[b[j]] + w;
            long carry = carries[j];
            LongVector match;
            LongVector t;
            match = LongVector.fromArray(SPECIES, bits, place);
            t = v0.add(v0.and(match));
            carry = carried(t, v0, carry);
            v0 = t.sub(ones, VectorMask.fromLong(SPECIES, carry)).or(v0.and(match.not()));
            carry >>>= LANES;
            match = LongVector.fromArray(SPECIES, bits, place + 1 * LANES);
            t = v1.add(v1.and(match));
            carry = carried(t, v1, carry);
            v1 = t.sub(ones, VectorMask.fromLong(SPECIES, carry)).or(v1.and(match.not()));
            carry >>>= LANES;
            carries[j] = (byte) carry;
        }
        v0.intoArray(state, w);
        v1.intoArray(state, w + 1 * LANES);
    }

    // Hot path: as above, four times.
    private static void lcsFour(EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final long[] state = strip.plus;
        final LongVector ones = LongVector.broadcast(SPECIES, -1L);
        LongVector v0 = LongVector.fromArray(SPECIES, state, w);
        LongVector v1 = LongVector.fromArray(SPECIES, state, w + 1 * LANES);
        LongVector v2 = LongVector.fromArray(SPECIES, state, w + 2 * LANES);
        LongVector v3 = LongVector.fromArray(SPECIES, state, w + 3 * LANES);
        for (int j = from; j < to; j++) {
            int place = places[b[j]] + w;
            long carry = carries[j];
            LongVector match;
            LongVector t;
            match = LongVector.fromArray(SPECIES, bits, place);
            t = v0.add(v0.and(match));
            carry = carried(t, v0, carry);
            v0 = t.sub(ones, VectorMask.fromLong(SPECIES, carry)).or(v0.and(match.not()));
            carry >>>= LANES;
            match = LongVector.fromArray(SPECIES, bits, place + 1 * LANES);
            t = v1.add(v1.and(match));
            carry = carried(t, v1, carry);
            v1 = t.sub(ones, VectorMask.fromLong(SPECIES, carry)).or(v1.and(match.not()));
            carry >>>= LANES;
            match = LongVector.fromArray(SPECIES, bits, place + 2 * LANES);
            t = v2.add(v2.and(match));
            carry = carried(t, v2, carry);
            v2 = t.sub(ones, VectorMask.fromLong(SPECIES, carry)).or(v2.and(match.not()));
            carry >>>= LANES;
            match = LongVector.fromArray(SPECIES, bits, place + 3 * LANES);
            t = v3.add(v3.and(match));
            carry = carried(t, v3, carry);
            v3 = t.sub(ones, VectorMask.fromLong(SPECIES, carry)).or(v3.and(match.not()));
            carry >>>= LANES;
            carries[j] = (byte) carry;
        }
        v0.intoArray(state, w);
        v1.intoArray(state, w + 1 * LANES);
        v2.intoArray(state, w + 2 * LANES);
        v3.intoArray(state, w + 3 * LANES);
    }

    // The lanes that get 1, and above them the carry out: no lane both overflows and is all ones,
    // so that there is nothing above that.
    private static long carried(LongVector t, LongVector v, long carry) {
        long g = t.compare(VectorOperators.ULT, v).toLong();
        long p = t.compare(VectorOperators.EQ, -1L).toLong();
        return ((g << 1 | carry) + p) ^ p;
    }

    /// Levenshtein distance, a column after the other: for single ones, as [EditSlant] is faster
    /// over many.
    // Hot path: one addition with carry and two shifts by one bit through the lanes.
    static void levenshtein(EditStrip strip, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final LongVector ones = LongVector.broadcast(SPECIES, -1L);
        final int words = strip.words();
        for (int j = from; j < to; j++) {
            int place = places[b[j]];
            long in = carries[j];
            long up = in & 1;
            long down = in >>> 1;
            for (int w = 0; w < words; w += LANES) {
                LongVector vp = LongVector.fromArray(SPECIES, strip.plus, w);
                LongVector vn = LongVector.fromArray(SPECIES, strip.minus, w);
                LongVector match = LongVector.fromArray(SPECIES, bits, place + w);
                LongVector x =
                        match.lanewise(VectorOperators.OR, 1L, VectorMask.fromLong(SPECIES, down));
                LongVector t = x.and(vp).add(vp);
                LongVector sum = t.sub(ones, VectorMask.fromLong(SPECIES, carried(t, vp, 0)));
                LongVector d = sum.lanewise(VectorOperators.XOR, vp).or(x).or(vn);
                LongVector hp = vn.or(d.or(vp).not());
                LongVector hn = d.and(vp);
                long hpTop = hp.compare(VectorOperators.LT, 0L).toLong() << 1 | up;
                long hnTop = hn.compare(VectorOperators.LT, 0L).toLong() << 1 | down;
                LongVector hpIn = hp.add(hp).sub(ones, VectorMask.fromLong(SPECIES, hpTop));
                LongVector hnIn = hn.add(hn).sub(ones, VectorMask.fromLong(SPECIES, hnTop));
                hnIn.or(d.or(hpIn).not()).intoArray(strip.plus, w);
                hpIn.and(d).intoArray(strip.minus, w);
                up = hpTop >>> LANES & 1;
                down = hnTop >>> LANES & 1;
            }
            carries[j] = (byte) (up | down << 1);
        }
    }

    /// Optimal string alignment distance, for single columns too.
    // Hot path: as above, with the diagonal zeros that a swap adds and a third shift for them.
    static void osa(EditStrip strip, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final LongVector ones = LongVector.broadcast(SPECIES, -1L);
        final int words = strip.words();
        for (int j = from; j < to; j++) {
            int place = places[b[j]];
            long in = carries[j];
            long up = in & 1;
            long down = in >>> 1 & 1;
            long swaps = in >>> 2;
            for (int w = 0; w < words; w += LANES) {
                LongVector vp = LongVector.fromArray(SPECIES, strip.plus, w);
                LongVector vn = LongVector.fromArray(SPECIES, strip.minus, w);
                LongVector match = LongVector.fromArray(SPECIES, bits, place + w);
                LongVector open = match.and(LongVector.fromArray(SPECIES, strip.diagonal, w).not());
                long openTop = open.compare(VectorOperators.LT, 0L).toLong() << 1 | swaps;
                LongVector openIn = open.add(open).sub(ones, VectorMask.fromLong(SPECIES, openTop));
                LongVector swap = openIn.and(LongVector.fromArray(SPECIES, strip.former, w));
                LongVector x =
                        match.lanewise(VectorOperators.OR, 1L, VectorMask.fromLong(SPECIES, down));
                LongVector t = x.and(vp).add(vp);
                LongVector sum = t.sub(ones, VectorMask.fromLong(SPECIES, carried(t, vp, 0)));
                LongVector d = sum.lanewise(VectorOperators.XOR, vp).or(x).or(vn).or(swap);
                LongVector hp = vn.or(d.or(vp).not());
                LongVector hn = d.and(vp);
                long hpTop = hp.compare(VectorOperators.LT, 0L).toLong() << 1 | up;
                long hnTop = hn.compare(VectorOperators.LT, 0L).toLong() << 1 | down;
                LongVector hpIn = hp.add(hp).sub(ones, VectorMask.fromLong(SPECIES, hpTop));
                LongVector hnIn = hn.add(hn).sub(ones, VectorMask.fromLong(SPECIES, hnTop));
                hnIn.or(d.or(hpIn).not()).intoArray(strip.plus, w);
                hpIn.and(d).intoArray(strip.minus, w);
                d.intoArray(strip.diagonal, w);
                match.intoArray(strip.former, w);
                up = hpTop >>> LANES & 1;
                down = hnTop >>> LANES & 1;
                swaps = openTop >>> LANES & 1;
            }
            carries[j] = (byte) (up | down << 1 | swaps << 2);
        }
    }
}
