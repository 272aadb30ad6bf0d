package orrery.compare.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised bounds of a subsequence search: a lane for each of as many consecutive windows.
///
/// All of them are in floats and lower bounds up to what [SearchBlock] says of rounding: a window is
/// dropped only where its bound is above the limit raised by that much. Maxima with 0 and minima of
/// what is 0 or more are taken of the bits.
///
/// Source: bounds of Keogh & Ratanamahatana, KAIS 7, 2005, doi:10.1007/s10115-004-0154-9, and
/// Lemire 2009 (LB_Improved), doi:10.1016/j.patcog.2008.11.030.
final class SearchLanes {
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > SearchBlock.SLACK
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);

    private SearchLanes() {}

    static int lanes() {
        return SPECIES.length();
    }

    /// Writes, for every window of a block, the sum of the first `terms` terms of LB_Keogh by order.
    static void begin(SearchBlock block, SearchQuery query, int terms, float[] sums, int at) {
        for (int i = 0; i < block.count(); i += SPECIES.length()) {
            keogh(block, query, i, 0, terms, sums, at + i);
        }
    }

    /// Adds terms `from` to `to` to the sums of the windows from `i` on, in `sums[at …]`.
    // Hot path: terms by order, so that large ones come first; all lanes read the same place.
    static void keogh(
            SearchBlock block, SearchQuery query, int i, int from, int to, float[] sums, int at) {
        final float[] samples = block.samples();
        final float[] upper = query.upperFloats();
        final float[] lower = query.lowerFloats();
        final int[] order = query.order();
        final FloatVector inverse = FloatVector.fromArray(SPECIES, block.inverse(), i);
        final FloatVector shift = FloatVector.fromArray(SPECIES, block.shift(), i);
        FloatVector sum =
                from == 0 ? FloatVector.zero(SPECIES) : FloatVector.fromArray(SPECIES, sums, at);
        for (int k = from; k < to; k++) {
            int j = order[k];
            FloatVector v = FloatVector.fromArray(SPECIES, samples, i + j).fma(inverse, shift);
            IntVector above = v.sub(upper[j]).reinterpretAsInts();
            IntVector below = v.neg().add(lower[j]).reinterpretAsInts();
            FloatVector out = above.max(below).max(0).reinterpretAsFloats();
            sum = out.fma(out, sum);
        }
        sum.intoArray(sums, at);
    }

    /// Writes, for the windows from `i` on, what a sum must be above for the window to be dropped.
    ///
    /// @param root of the limit of costs
    static void limits(SearchBlock block, SearchQuery query, int i, float root, float[] limits) {
        FloatVector reach =
                FloatVector.fromArray(SPECIES, block.error(), i)
                        .add(query.error())
                        .mul(query.waySteps())
                        .add(root);
        reach.mul(reach).mul(query.slack()).intoArray(limits, 0);
    }

    /// Lanes whose sum is within its limit, as bits.
    static long within(float[] sums, int at, float[] limits) {
        return FloatVector.fromArray(SPECIES, sums, at)
                .compare(VectorOperators.LE, FloatVector.fromArray(SPECIES, limits, 0))
                .toLong();
    }
}
