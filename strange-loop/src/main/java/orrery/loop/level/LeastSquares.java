package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Recursive least squares with exponential forgetting.
///
/// Starts at "the next value equals feature 1" with covariance 1. Where the covariance grows
/// without news (a constant stream) forgetting pauses, so it stays bounded; where arithmetic breaks
/// down (a covariance that is not finite or not positive) it starts anew.
/// Cost O(d²) for d features. Allocation: none.
///
/// Source: Haykin, Adaptive Filter Theory, ch. 10 (exponentially weighted RLS).
final class LeastSquares {
    private static final double TRACE_MAX = 1e4;

    private final int dimension;
    private final int stride;
    private final double forgetting;
    private final double[] weights;
    private final double[] covariance;
    private final double[] gain;

    LeastSquares(int dimension, double forgetting) {
        this.dimension = dimension;
        this.forgetting = forgetting;
        this.weights = new double[dimension];
        this.stride = LevelKernels.padded(dimension, LevelKernels.DOUBLES);
        this.covariance = new double[dimension * stride];
        this.gain = new double[stride];
        restart();
    }

    private void restart() {
        Arrays.fill(weights, 0);
        Arrays.fill(covariance, 0);
        weights[1] = 1;
        for (int i = 0; i < dimension; i++) {
            covariance[i * stride + i] = 1;
        }
    }

    double predict(double[] features) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += weights[i] * features[i];
        }
        return sum;
    }

    double weight(int i) {
        return weights[i];
    }

    // Hot path: primitives and arrays.
    void update(double[] features, double value) {
        int d = dimension;
        LevelKernels.multiply(covariance, features, d, gain);
        double spread = forgetting;
        double trace = 0;
        for (int i = 0; i < d; i++) {
            spread += gain[i] * features[i];
            trace += covariance[i * stride + i];
        }
        if (!(spread >= forgetting) || !(trace < 1e12)) {
            restart();
            return;
        }
        double error = (value - predict(features)) / spread;
        double scale = trace > TRACE_MAX * d ? 1 : 1 / forgetting;
        for (int j = 0; j < d; j++) {
            weights[j] += gain[j] * error;
        }
        LevelKernels.deflate(covariance, gain, d, scale, scale / spread);
    }

    void writeTo(DataOutput out) throws IOException {
        Saved.write(out, weights);
        Saved.write(out, covariance);
    }

    void readFrom(DataInput in) throws IOException {
        Saved.read(in, weights);
        Saved.read(in, covariance);
    }
}
