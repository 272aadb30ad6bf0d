package orrery.compare.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised kernel of elastic comparisons: a series against as many as a vector has lanes.
///
/// Costs are 0 or more and never -0, so minima and maxima are taken of their bits, where they are
/// one instruction. Sums are not fused, so that the plain twin gives the same bits.
final class ElasticLanes implements RowKernel {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    static int lanes() {
        return SPECIES.length();
    }

    @Override
    public void warp(ElasticGrid grid, double penalty, int from, int to) {
        warp(grid.row(), grid.diagonal(), grid.edge(), penalty, from, to);
    }

    // Hot path: one column of all lanes an iteration; no vector leaves it.
    private static void warp(
            double[] row, double[] costs, double[] edge, double penalty, int from, int to) {
        final int lanes = SPECIES.length();
        final DoubleVector aside = DoubleVector.broadcast(SPECIES, penalty);
        DoubleVector left = DoubleVector.fromArray(SPECIES, edge, 0);
        LongVector corner = DoubleVector.fromArray(SPECIES, edge, lanes).reinterpretAsLongs();
        for (int k = from * lanes; k < to * lanes; k += lanes) {
            DoubleVector up = DoubleVector.fromArray(SPECIES, row, k);
            LongVector best = corner.min(up.add(aside).reinterpretAsLongs());
            DoubleVector cheapest =
                    best.min(left.add(aside).reinterpretAsLongs()).reinterpretAsDoubles();
            left = cheapest.add(DoubleVector.fromArray(SPECIES, costs, k));
            left.intoArray(row, k);
            corner = up.reinterpretAsLongs();
        }
        left.intoArray(edge, 0);
        corner.reinterpretAsDoubles().intoArray(edge, lanes);
    }

    @Override
    public void edit(ElasticGrid grid, int from, int to) {
        edit(grid, grid.row(), grid.edge(), from, to);
    }

    // Hot path.
    private static void edit(ElasticGrid grid, double[] row, double[] edge, int from, int to) {
        final int lanes = SPECIES.length();
        final double[] diagonal = grid.diagonal();
        final double[] down = grid.down();
        final double[] right = grid.right();
        DoubleVector left = DoubleVector.fromArray(SPECIES, edge, 0);
        DoubleVector corner = DoubleVector.fromArray(SPECIES, edge, lanes);
        for (int k = from * lanes; k < to * lanes; k += lanes) {
            DoubleVector up = DoubleVector.fromArray(SPECIES, row, k);
            LongVector a =
                    corner.add(DoubleVector.fromArray(SPECIES, diagonal, k)).reinterpretAsLongs();
            LongVector b = up.add(DoubleVector.fromArray(SPECIES, down, k)).reinterpretAsLongs();
            LongVector c = left.add(DoubleVector.fromArray(SPECIES, right, k)).reinterpretAsLongs();
            left = a.min(b).min(c).reinterpretAsDoubles();
            left.intoArray(row, k);
            corner = up;
        }
        left.intoArray(edge, 0);
        corner.intoArray(edge, lanes);
    }

    @Override
    public void bottleneck(ElasticGrid grid, int from, int to) {
        bottleneck(grid.row(), grid.diagonal(), grid.edge(), from, to);
    }

    // Hot path.
    private static void bottleneck(double[] row, double[] costs, double[] edge, int from, int to) {
        final int lanes = SPECIES.length();
        LongVector left = DoubleVector.fromArray(SPECIES, edge, 0).reinterpretAsLongs();
        LongVector corner = DoubleVector.fromArray(SPECIES, edge, lanes).reinterpretAsLongs();
        for (int k = from * lanes; k < to * lanes; k += lanes) {
            LongVector up = DoubleVector.fromArray(SPECIES, row, k).reinterpretAsLongs();
            LongVector cost = DoubleVector.fromArray(SPECIES, costs, k).reinterpretAsLongs();
            left = corner.min(up).min(left).max(cost);
            left.reinterpretAsDoubles().intoArray(row, k);
            corner = up;
        }
        left.reinterpretAsDoubles().intoArray(edge, 0);
        corner.reinterpretAsDoubles().intoArray(edge, lanes);
    }

    @Override
    public int firstAlive(ElasticGrid grid, double cutoff, int from, int to) {
        final int lanes = SPECIES.length();
        final double[] row = grid.row();
        for (int j = from; j < to; j++) {
            DoubleVector cell = DoubleVector.fromArray(SPECIES, row, j * lanes);
            if (cell.compare(VectorOperators.LE, cutoff).anyTrue()) {
                return j;
            }
        }
        return to;
    }

    @Override
    public int lastAlive(ElasticGrid grid, double cutoff, int from, int to) {
        final int lanes = SPECIES.length();
        final double[] row = grid.row();
        for (int j = to - 1; j >= from; j--) {
            DoubleVector cell = DoubleVector.fromArray(SPECIES, row, j * lanes);
            if (cell.compare(VectorOperators.LE, cutoff).anyTrue()) {
                return j;
            }
        }
        return from - 1;
    }
}
