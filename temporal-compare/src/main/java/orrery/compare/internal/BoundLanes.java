package orrery.compare.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised sums of [SeriesBounds], along one series.
final class BoundLanes {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /// Vectors between two looks at the limit.
    private static final int STRIDE = 8;

    private BoundLanes() {}

    /// As [SeriesBounds#keogh]; the samples behind the last whole vector are left to the caller.
    // Hot path.
    static double keogh(double[] values, double[] upper, double[] lower, double limit) {
        final int lanes = SPECIES.length();
        final int whole = values.length / lanes * lanes;
        DoubleVector sum = DoubleVector.zero(SPECIES);
        int k = 0;
        while (k < whole) {
            int stop = Math.min(whole, k + STRIDE * lanes);
            for (; k < stop; k += lanes) {
                DoubleVector v = DoubleVector.fromArray(SPECIES, values, k);
                LongVector above =
                        v.sub(DoubleVector.fromArray(SPECIES, upper, k)).reinterpretAsLongs();
                LongVector below =
                        DoubleVector.fromArray(SPECIES, lower, k).sub(v).reinterpretAsLongs();
                DoubleVector out = above.max(below).max(0L).reinterpretAsDoubles();
                sum = out.fma(out, sum);
            }
            if (sum.reduceLanes(VectorOperators.ADD) > limit) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /// As [SeriesBounds#squares].
    // Hot path.
    static double squares(double[] a, double[] b) {
        final int lanes = SPECIES.length();
        final int whole = a.length / lanes * lanes;
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int k = 0; k < whole; k += lanes) {
            DoubleVector d =
                    DoubleVector.fromArray(SPECIES, a, k)
                            .sub(DoubleVector.fromArray(SPECIES, b, k));
            sum = d.fma(d, sum);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    static int whole(int length) {
        return length / SPECIES.length() * SPECIES.length();
    }
}
