package orrery.compare.internal;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// [EditWords] on vectors whose lanes go down in a slant: lane i holds word i, in column s - i at
/// step s.
///
/// So no addition carries from lane to lane within a step: what leaves a word in one step enters the
/// word below in the next one, all lanes at once. The matches of a slant come from whole rows of
/// [EditStrip#bits] by one blend for each bit of the lane's number: lanes with the bit set are
/// delayed by its value. Two vectors run together, the second behind the first by the lanes of one,
/// so that each has something to do while the other waits.
///
/// For strips that fill their vectors, or whose last row nobody asks for.
final class EditSlant {
    private static final VectorSpecies<Long> SPECIES = EditLanes.SPECIES;
    private static final int LANES = SPECIES.length();

    /// Words of both vectors.
    static final int WORDS = 2 * LANES;

    private static final VectorMask<Long> BY_ONE = VectorMask.fromLong(SPECIES, 0xAA);
    private static final VectorMask<Long> BY_TWO = VectorMask.fromLong(SPECIES, 0xCC);
    private static final VectorMask<Long> BY_FOUR = VectorMask.fromLong(SPECIES, 0xF0);
    private static final VectorMask<Long> FIRST = VectorMask.fromLong(SPECIES, 1);
    private static final VectorShuffle<Long> DOWN = VectorShuffle.iota(SPECIES, -1, 1, true);

    /// What a vector keeps of the steps before, in words.
    private static final int DELAYED = 6 * LANES;

    private EditSlant() {}

    /// Levenshtein distance; the vertical differences are in `plus` and `minus`.
    static void levenshtein(EditStrip strip, int[] b, int from, int to, byte[] carries) {
        for (int w = 0; w < strip.words(); w += WORDS) {
            levenshtein(strip, w, b, from, to, carries);
        }
    }

    /// Optimal string alignment distance.
    static void osa(EditStrip strip, int[] b, int from, int to, byte[] carries) {
        for (int w = 0; w < strip.words(); w += WORDS) {
            osa(strip, w, b, from, to, carries);
        }
    }

    // Which words are within the columns at step s.
    private static long active(int s, int columns) {
        long begun = s + 1 < WORDS ? (1L << (s + 1)) - 1 : -1L;
        return s < columns ? begun : begun & -1L << (s - columns + 1);
    }

    // The matches of a slant, from the row of its first lane and the row before; `delayed` keeps
    // what
    // the later lanes wait for.
    private static LongVector matches(
            LongVector row, LongVector before, long[] delayed, int at, int s) {
        LongVector byOne = row.blend(before, BY_ONE);
        int place = at + (s & 1) * LANES;
        LongVector byTwo = byOne.blend(LongVector.fromArray(SPECIES, delayed, place), BY_TWO);
        byOne.intoArray(delayed, place);
        if (LANES <= 4) {
            return byTwo;
        }
        place = at + (2 + (s & 3)) * LANES;
        LongVector byFour = byTwo.blend(LongVector.fromArray(SPECIES, delayed, place), BY_FOUR);
        byTwo.intoArray(delayed, place);
        return byFour;
    }

    // Hot path: about 25 instructions for the cells of a vector, written out for two, so that they
    // stay in registers.
    private static void levenshtein(
            EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final long[] delayed = strip.delayed;
        final int columns = to - from;
        final LongVector zero = LongVector.zero(SPECIES);
        final LongVector one = LongVector.broadcast(SPECIES, 1L);
        final LongVector two = LongVector.broadcast(SPECIES, 2L);
        LongVector p0 = LongVector.fromArray(SPECIES, strip.plus, w);
        LongVector n0 = LongVector.fromArray(SPECIES, strip.minus, w);
        LongVector row0 = zero;
        LongVector left0 = zero;
        LongVector p1 = LongVector.fromArray(SPECIES, strip.plus, w + LANES);
        LongVector n1 = LongVector.fromArray(SPECIES, strip.minus, w + LANES);
        LongVector row1 = zero;
        LongVector left1 = zero;
        for (int s = 0; s < columns + WORDS - 1; s++) {
            LongVector before0 = row0;
            LongVector before1 = row1;
            long entering = 0;
            if (s < columns) {
                row0 = LongVector.fromArray(SPECIES, bits, places[b[from + s]] + w);
                entering = carries[from + s];
            }
            if (s >= LANES && s - LANES < columns) {
                int place = places[b[from + s - LANES]] + w + LANES;
                row1 = LongVector.fromArray(SPECIES, bits, place);
            }
            LongVector match0 = matches(row0, before0, delayed, 0, s);
            LongVector match1 = matches(row1, before1, delayed, DELAYED, s);
            LongVector in1 = left1.blend(left0, FIRST);
            LongVector in0 = left0.blend(LongVector.broadcast(SPECIES, entering), FIRST);
            LongVector down0 = in0.lanewise(VectorOperators.LSHR, 1);
            LongVector x0 = match0.or(down0);
            LongVector sum0 = x0.and(p0).add(p0);
            LongVector d0 = sum0.lanewise(VectorOperators.XOR, p0).or(x0).or(n0);
            LongVector up0 = n0.or(d0.or(p0).not());
            LongVector fall0 = d0.and(p0);
            LongVector out0 =
                    up0.lanewise(VectorOperators.LSHR, 63)
                            .or(fall0.lanewise(VectorOperators.LSHR, 62).and(two));
            LongVector above0 = up0.add(up0).or(in0.and(one));
            LongVector nextP0 = fall0.add(fall0).or(down0).or(d0.or(above0).not());
            LongVector nextN0 = above0.and(d0);
            LongVector down1 = in1.lanewise(VectorOperators.LSHR, 1);
            LongVector x1 = match1.or(down1);
            LongVector sum1 = x1.and(p1).add(p1);
            LongVector d1 = sum1.lanewise(VectorOperators.XOR, p1).or(x1).or(n1);
            LongVector up1 = n1.or(d1.or(p1).not());
            LongVector fall1 = d1.and(p1);
            LongVector out1 =
                    up1.lanewise(VectorOperators.LSHR, 63)
                            .or(fall1.lanewise(VectorOperators.LSHR, 62).and(two));
            LongVector above1 = up1.add(up1).or(in1.and(one));
            LongVector nextP1 = fall1.add(fall1).or(down1).or(d1.or(above1).not());
            LongVector nextN1 = above1.and(d1);
            if (s < WORDS - 1 || s >= columns) {
                long words = active(s, columns);
                VectorMask<Long> active0 = VectorMask.fromLong(SPECIES, words);
                VectorMask<Long> active1 = VectorMask.fromLong(SPECIES, words >>> LANES);
                p0 = p0.blend(nextP0, active0);
                n0 = n0.blend(nextN0, active0);
                p1 = p1.blend(nextP1, active1);
                n1 = n1.blend(nextN1, active1);
            } else {
                p0 = nextP0;
                n0 = nextN0;
                p1 = nextP1;
                n1 = nextN1;
            }
            left0 = out0.rearrange(DOWN);
            left1 = out1.rearrange(DOWN);
            if (s >= WORDS - 1) {
                carries[from + s - WORDS + 1] = (byte) left1.lane(0);
            }
        }
        p0.intoArray(strip.plus, w);
        n0.intoArray(strip.minus, w);
        p1.intoArray(strip.plus, w + LANES);
        n1.intoArray(strip.minus, w + LANES);
    }

    // Hot path: as above, with the diagonal zeros that a swap adds.
    private static void osa(EditStrip strip, int w, int[] b, int from, int to, byte[] carries) {
        final long[] bits = strip.bits();
        final int[] places = strip.places();
        final long[] delayed = strip.delayed;
        final int columns = to - from;
        final LongVector zero = LongVector.zero(SPECIES);
        final LongVector one = LongVector.broadcast(SPECIES, 1L);
        final LongVector two = LongVector.broadcast(SPECIES, 2L);
        final LongVector four = LongVector.broadcast(SPECIES, 4L);
        LongVector p0 = LongVector.fromArray(SPECIES, strip.plus, w);
        LongVector n0 = LongVector.fromArray(SPECIES, strip.minus, w);
        LongVector d0 = LongVector.fromArray(SPECIES, strip.diagonal, w);
        LongVector former0 = LongVector.fromArray(SPECIES, strip.former, w);
        LongVector row0 = zero;
        LongVector left0 = zero;
        LongVector p1 = LongVector.fromArray(SPECIES, strip.plus, w + LANES);
        LongVector n1 = LongVector.fromArray(SPECIES, strip.minus, w + LANES);
        LongVector d1 = LongVector.fromArray(SPECIES, strip.diagonal, w + LANES);
        LongVector former1 = LongVector.fromArray(SPECIES, strip.former, w + LANES);
        LongVector row1 = zero;
        LongVector left1 = zero;
        for (int s = 0; s < columns + WORDS - 1; s++) {
            LongVector before0 = row0;
            LongVector before1 = row1;
            long entering = 0;
            if (s < columns) {
                row0 = LongVector.fromArray(SPECIES, bits, places[b[from + s]] + w);
                entering = carries[from + s];
            }
            if (s >= LANES && s - LANES < columns) {
                int place = places[b[from + s - LANES]] + w + LANES;
                row1 = LongVector.fromArray(SPECIES, bits, place);
            }
            LongVector match0 = matches(row0, before0, delayed, 0, s);
            LongVector match1 = matches(row1, before1, delayed, DELAYED, s);
            LongVector in1 = left1.blend(left0, FIRST);
            LongVector in0 = left0.blend(LongVector.broadcast(SPECIES, entering), FIRST);
            LongVector open0 = match0.and(d0.not());
            LongVector swap0 = open0.add(open0).or(in0.lanewise(VectorOperators.LSHR, 2));
            LongVector down0 = in0.lanewise(VectorOperators.LSHR, 1).and(one);
            LongVector x0 = match0.or(down0);
            LongVector sum0 = x0.and(p0).add(p0);
            LongVector next0 =
                    sum0.lanewise(VectorOperators.XOR, p0).or(x0).or(n0).or(swap0.and(former0));
            LongVector up0 = n0.or(next0.or(p0).not());
            LongVector fall0 = next0.and(p0);
            LongVector out0 =
                    up0.lanewise(VectorOperators.LSHR, 63)
                            .or(fall0.lanewise(VectorOperators.LSHR, 62).and(two))
                            .or(open0.lanewise(VectorOperators.LSHR, 61).and(four));
            LongVector above0 = up0.add(up0).or(in0.and(one));
            LongVector nextP0 = fall0.add(fall0).or(down0).or(next0.or(above0).not());
            LongVector nextN0 = above0.and(next0);
            LongVector open1 = match1.and(d1.not());
            LongVector swap1 = open1.add(open1).or(in1.lanewise(VectorOperators.LSHR, 2));
            LongVector down1 = in1.lanewise(VectorOperators.LSHR, 1).and(one);
            LongVector x1 = match1.or(down1);
            LongVector sum1 = x1.and(p1).add(p1);
            LongVector next1 =
                    sum1.lanewise(VectorOperators.XOR, p1).or(x1).or(n1).or(swap1.and(former1));
            LongVector up1 = n1.or(next1.or(p1).not());
            LongVector fall1 = next1.and(p1);
            LongVector out1 =
                    up1.lanewise(VectorOperators.LSHR, 63)
                            .or(fall1.lanewise(VectorOperators.LSHR, 62).and(two))
                            .or(open1.lanewise(VectorOperators.LSHR, 61).and(four));
            LongVector above1 = up1.add(up1).or(in1.and(one));
            LongVector nextP1 = fall1.add(fall1).or(down1).or(next1.or(above1).not());
            LongVector nextN1 = above1.and(next1);
            if (s < WORDS - 1 || s >= columns) {
                long words = active(s, columns);
                VectorMask<Long> active0 = VectorMask.fromLong(SPECIES, words);
                VectorMask<Long> active1 = VectorMask.fromLong(SPECIES, words >>> LANES);
                p0 = p0.blend(nextP0, active0);
                n0 = n0.blend(nextN0, active0);
                d0 = d0.blend(next0, active0);
                former0 = former0.blend(match0, active0);
                p1 = p1.blend(nextP1, active1);
                n1 = n1.blend(nextN1, active1);
                d1 = d1.blend(next1, active1);
                former1 = former1.blend(match1, active1);
            } else {
                p0 = nextP0;
                n0 = nextN0;
                d0 = next0;
                former0 = match0;
                p1 = nextP1;
                n1 = nextN1;
                d1 = next1;
                former1 = match1;
            }
            left0 = out0.rearrange(DOWN);
            left1 = out1.rearrange(DOWN);
            if (s >= WORDS - 1) {
                carries[from + s - WORDS + 1] = (byte) left1.lane(0);
            }
        }
        p0.intoArray(strip.plus, w);
        n0.intoArray(strip.minus, w);
        d0.intoArray(strip.diagonal, w);
        former0.intoArray(strip.former, w);
        p1.intoArray(strip.plus, w + LANES);
        n1.intoArray(strip.minus, w + LANES);
        d1.intoArray(strip.diagonal, w + LANES);
        former1.intoArray(strip.former, w + LANES);
    }
}
