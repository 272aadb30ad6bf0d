package orrery.compare.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Costs of steps in vectors, where the compiler does not see to it by itself. Each does what the
/// loop beside its call does, for the places from `from` on, and returns the first it left out.
final class CostLanes {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private CostLanes() {}

    static int lanes() {
        return SPECIES.length();
    }

    // Hot path: 0 within epsilon, else the mismatch.
    static int threshold(double[] costs, double epsilon, double mismatch, int from, int to) {
        final int lanes = SPECIES.length();
        final DoubleVector zero = DoubleVector.zero(SPECIES);
        int k = from;
        for (; k + lanes <= to; k += lanes) {
            VectorMask<Double> far =
                    DoubleVector.fromArray(SPECIES, costs, k).compare(VectorOperators.GT, epsilon);
            zero.blend(mismatch, far).intoArray(costs, k);
        }
        return k;
    }

    // Hot path: a weight a column, by its distance from the row.
    static void weigh(double[] costs, double[] weights, int i, int from, int to) {
        final int lanes = SPECIES.length();
        for (int j = from; j < to; j++) {
            DoubleVector.fromArray(SPECIES, costs, j * lanes)
                    .mul(weights[Math.abs(i - j)])
                    .intoArray(costs, j * lanes);
        }
    }

    // Hot path: adds the costs of the former samples, and of the distance in time.
    static void join(double[] costs, double[] former, double stiffness, ElasticRange range) {
        final int lanes = SPECIES.length();
        for (int j = range.from(); j < range.to(); j++) {
            double apart = 2 * stiffness * Math.abs(range.row() - j);
            DoubleVector.fromArray(SPECIES, costs, j * lanes)
                    .add(DoubleVector.fromArray(SPECIES, former, j * lanes))
                    .add(apart)
                    .intoArray(costs, j * lanes);
        }
    }

    // Hot path: distances of x from the interval between `before` and each y, and the change.
    static int down(
            double x, double before, double[] y, double[] costs, double change, int from, int to) {
        final int lanes = SPECIES.length();
        final LongVector toBefore =
                DoubleVector.broadcast(SPECIES, before - x).reinterpretAsLongs();
        int k = from;
        for (; k + lanes <= to; k += lanes) {
            LongVector toY = DoubleVector.fromArray(SPECIES, y, k).sub(x).reinterpretAsLongs();
            outside(toBefore, toY).add(change).intoArray(costs, k);
        }
        return k;
    }

    // Hot path: distances of each y from the interval between x and the y before it.
    static int right(
            double x, double[] y, double[] costs, double change, int step, int from, int to) {
        final int lanes = SPECIES.length();
        int k = from;
        for (; k + lanes <= to; k += lanes) {
            DoubleVector sample = DoubleVector.fromArray(SPECIES, y, k);
            LongVector toX = sample.neg().add(x).reinterpretAsLongs();
            LongVector toBefore =
                    DoubleVector.fromArray(SPECIES, y, k - step).sub(sample).reinterpretAsLongs();
            outside(toX, toBefore).add(change).intoArray(costs, k);
        }
        return k;
    }

    // The lesser magnitude of two differences where both have one sign, else 0.
    private static DoubleVector outside(LongVector a, LongVector b) {
        LongVector apart = a.lanewise(VectorOperators.XOR, b).lanewise(VectorOperators.ASHR, 63);
        LongVector least = a.and(Long.MAX_VALUE).min(b.and(Long.MAX_VALUE));
        return least.lanewise(VectorOperators.AND_NOT, apart).reinterpretAsDoubles();
    }
}
