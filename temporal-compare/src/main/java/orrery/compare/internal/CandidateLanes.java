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

    static void run(CandidateBits bits, boolean lcs, int[] places, int first, int[] into) {
        if (bits.wide()) {
            if (lcs) {
                lcs(bits.wideBits(), places, first, into);
            } else {
                levenshtein(bits.wideBits(), bits.lengths(), places, first, into);
            }
        } else if (lcs) {
            lcs(bits.narrowBits(), places, first, into);
        } else {
            levenshtein(bits.narrowBits(), bits.lengths(), places, first, into);
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
        int[] up = new int[INTS.length()];
        int[] down = new int[INTS.length()];
        vp.intoArray(up, 0);
        vn.intoArray(down, 0);
        for (int lane = 0; lane < up.length; lane++) {
            int rows = lengths[first + lane];
            int valid = rows == 0 ? 0 : -1 >>> (32 - rows);
            into[first + lane] =
                    places.length
                            + Integer.bitCount(up[lane] & valid)
                            - Integer.bitCount(down[lane] & valid);
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
        long[] up = new long[LONGS.length()];
        long[] down = new long[LONGS.length()];
        vp.intoArray(up, 0);
        vn.intoArray(down, 0);
        for (int lane = 0; lane < up.length; lane++) {
            int rows = lengths[first + lane];
            long valid = rows == 0 ? 0 : -1L >>> (64 - rows);
            into[first + lane] =
                    places.length
                            + Long.bitCount(up[lane] & valid)
                            - Long.bitCount(down[lane] & valid);
        }
    }
}
