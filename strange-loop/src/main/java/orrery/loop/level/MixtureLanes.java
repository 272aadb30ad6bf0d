package orrery.loop.level;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised kernels of [MixtureKernels], four lanes on every machine. Nothing links this class
/// where the Vector API is absent.
final class MixtureLanes {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_256;

    private MixtureLanes() {}

    static double dot(double[] a, double[] b) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < a.length; i += MixtureKernels.PARTS) {
            DoubleVector part = DoubleVector.fromArray(SPECIES, a, i);
            sum = sum.add(part.mul(DoubleVector.fromArray(SPECIES, b, i)));
        }
        return sum(sum);
    }

    // The bits of sizes are in the order of the sizes.
    static double regrets(
            double[] proposals, double decision, double gradient, double[] r, double[] squares) {
        DoubleVector from = DoubleVector.broadcast(SPECIES, decision);
        LongVector largest = LongVector.zero(LONGS);
        for (int i = 0; i < r.length; i += MixtureKernels.PARTS) {
            DoubleVector regret =
                    from.sub(DoubleVector.fromArray(SPECIES, proposals, i)).mul(gradient);
            regret.intoArray(r, i);
            regret.mul(regret).intoArray(squares, i);
            largest = largest.max(regret.abs().reinterpretAsLongs());
        }
        return Double.longBitsToDouble(largest.reduceLanes(VectorOperators.MAX));
    }

    static void add(double[] sums, double factor, double[] terms) {
        for (int i = 0; i < sums.length; i += MixtureKernels.PARTS) {
            DoubleVector term = DoubleVector.fromArray(SPECIES, terms, i).mul(factor);
            DoubleVector.fromArray(SPECIES, sums, i).add(term).intoArray(sums, i);
        }
    }

    static double reweigh(double[] weights, double[] r, double rate, double kept, double[] floors) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < weights.length; i += MixtureKernels.PARTS) {
            DoubleVector growth = DoubleVector.fromArray(SPECIES, r, i).mul(rate).add(1);
            DoubleVector weight =
                    DoubleVector.fromArray(SPECIES, weights, i)
                            .mul(kept)
                            .mul(growth)
                            .add(DoubleVector.fromArray(SPECIES, floors, i));
            weight.intoArray(weights, i);
            sum = sum.add(weight);
        }
        return sum(sum);
    }

    private static double sum(DoubleVector parts) {
        return (parts.lane(0) + parts.lane(1)) + (parts.lane(2) + parts.lane(3));
    }
}
