package orrery.compare.internal;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised kernels of [CandidateBits]: one candidate a lane.
public final class CandidateLanes {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

    private CandidateLanes() {}

    public static int lanes(boolean wide) {
        return wide ? LONGS.length() : INTS.length();
    }

    static void run(CandidateBits bits, EditMatrix.Kind kind, int[] places, int first, int[] into) {
        int[] lengths = bits.lengths();
        if (bits.wide()) {
            switch (kind) {
                case LCS -> lcs(bits.wideBits(), places, first, into);
                case LEVENSHTEIN -> levenshtein(bits.wideBits(), lengths, places, first, into);
                case OSA -> osa(bits.wideBits(), lengths, places, first, into);
            }
        } else {
            switch (kind) {
                case LCS -> lcs(bits.narrowBits(), places, first, into);
                case LEVENSHTEIN -> levenshtein(bits.narrowBits(), lengths, places, first, into);
                case OSA -> osa(bits.narrowBits(), lengths, places, first, into);
            }
        }
    }

    // Hot path.
    private static void lcs(int[] bits, int[] places, int first, int[] into) {
        IntVector v = IntVector.broadcast(INTS, -1);
        for (int place : places) {
            IntVector u = v.and(IntVector.fromArray(INTS, bits, place));
            v = v.add(u).or(v.sub(u));
        }
        // Rows beyond the length have no match: they stay ones.
        v.not().lanewise(VectorOperators.BIT_COUNT).intoArray(into, first);
    }

    // Hot path.
    private static void levenshtein(
            int[] bits, int[] lengths, int[] places, int first, int[] into) {
        IntVector vp = IntVector.broadcast(INTS, -1);
        IntVector vn = IntVector.zero(INTS);
        for (int place : places) {
            IntVector x = vn.or(IntVector.fromArray(INTS, bits, place));
            IntVector d = x.and(vp).add(vp).lanewise(VectorOperators.XOR, vp).or(x);
            IntVector hp = vn.or(d.or(vp).not());
            IntVector hn = d.and(vp);
            hp = hp.add(hp).or(1);
            vp = hn.add(hn).or(d.or(hp).not());
            vn = hp.and(d);
        }
        sums(vp, vn, lengths, first, into);
    }

    // Hot path: as above, with the diagonal zeros that a swap adds.
    private static void osa(int[] bits, int[] lengths, int[] places, int first, int[] into) {
        IntVector vp = IntVector.broadcast(INTS, -1);
        IntVector vn = IntVector.zero(INTS);
        IntVector d = vp;
        IntVector former = vn;
        for (int place : places) {
            IntVector match = IntVector.fromArray(INTS, bits, place);
            IntVector open = match.and(d.not());
            IntVector swap = open.add(open).and(former);
            IntVector x = vn.or(match);
            d = x.and(vp).add(vp).lanewise(VectorOperators.XOR, vp).or(x).or(swap);
            IntVector hp = vn.or(d.or(vp).not());
            IntVector hn = d.and(vp);
            hp = hp.add(hp).or(1);
            vp = hn.add(hn).or(d.or(hp).not());
            vn = hp.and(d);
            former = match;
        }
        sums(vp, vn, lengths, first, into);
    }

    // Of the differences down the last column, after the last row of column 0.
    private static void sums(IntVector vp, IntVector vn, int[] lengths, int first, int[] into) {
        int[] up = new int[INTS.length()];
        int[] down = new int[INTS.length()];
        vp.intoArray(up, 0);
        vn.intoArray(down, 0);
        for (int lane = 0; lane < up.length; lane++) {
            int rows = lengths[first + lane];
            int valid = rows == 0 ? 0 : -1 >>> (32 - rows);
            into[first + lane] =
                    Integer.bitCount(up[lane] & valid) - Integer.bitCount(down[lane] & valid);
        }
    }

    // Hot path.
    private static void lcs(long[] bits, int[] places, int first, int[] into) {
        LongVector v = LongVector.broadcast(LONGS, -1L);
        for (int place : places) {
            LongVector u = v.and(LongVector.fromArray(LONGS, bits, place));
            v = v.add(u).or(v.sub(u));
        }
        LongVector counts = v.not().lanewise(VectorOperators.BIT_COUNT);
        for (int lane = 0; lane < LONGS.length(); lane++) {
            into[first + lane] = (int) counts.lane(lane);
        }
    }

    // Hot path.
    private static void levenshtein(
            long[] bits, int[] lengths, int[] places, int first, int[] into) {
        LongVector vp = LongVector.broadcast(LONGS, -1L);
        LongVector vn = LongVector.zero(LONGS);
        for (int place : places) {
            LongVector x = vn.or(LongVector.fromArray(LONGS, bits, place));
            LongVector d = x.and(vp).add(vp).lanewise(VectorOperators.XOR, vp).or(x);
            LongVector hp = vn.or(d.or(vp).not());
            LongVector hn = d.and(vp);
            hp = hp.add(hp).or(1L);
            vp = hn.add(hn).or(d.or(hp).not());
            vn = hp.and(d);
        }
        sums(vp, vn, lengths, first, into);
    }

    // Hot path: as above, with the diagonal zeros that a swap adds.
    private static void osa(long[] bits, int[] lengths, int[] places, int first, int[] into) {
        LongVector vp = LongVector.broadcast(LONGS, -1L);
        LongVector vn = LongVector.zero(LONGS);
        LongVector d = vp;
        LongVector former = vn;
        for (int place : places) {
            LongVector match = LongVector.fromArray(LONGS, bits, place);
            LongVector open = match.and(d.not());
            LongVector swap = open.add(open).and(former);
            LongVector x = vn.or(match);
            d = x.and(vp).add(vp).lanewise(VectorOperators.XOR, vp).or(x).or(swap);
            LongVector hp = vn.or(d.or(vp).not());
            LongVector hn = d.and(vp);
            hp = hp.add(hp).or(1L);
            vp = hn.add(hn).or(d.or(hp).not());
            vn = hp.and(d);
            former = match;
        }
        sums(vp, vn, lengths, first, into);
    }

    // Of the differences down the last column, after the last row of column 0.
    private static void sums(LongVector vp, LongVector vn, int[] lengths, int first, int[] into) {
        long[] up = new long[LONGS.length()];
        long[] down = new long[LONGS.length()];
        vp.intoArray(up, 0);
        vn.intoArray(down, 0);
        for (int lane = 0; lane < up.length; lane++) {
            int rows = lengths[first + lane];
            long valid = rows == 0 ? 0 : -1L >>> (64 - rows);
            into[first + lane] =
                    Long.bitCount(up[lane] & valid) - Long.bitCount(down[lane] & valid);
        }
    }
}
