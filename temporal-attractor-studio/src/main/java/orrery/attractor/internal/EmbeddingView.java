package orrery.attractor.internal;

/// A window and how it is embedded: offsets only, no copy.
///
/// Threads: immutable where the samples are left alone.
public final class EmbeddingView {
    private final double[] samples;
    private final Embedding embedding;
    private final int first;
    private final int last;

    /// @param samples standardised window, not copied
    /// @param first first index of a newest sample, at least the reach of the embedding
    /// @param last one past the last index of a newest sample
    public EmbeddingView(double[] samples, Embedding embedding, int first, int last) {
        assert first >= embedding.reach() && last <= samples.length : first + " to " + last;
        this.samples = samples;
        this.embedding = embedding;
        this.first = first;
        this.last = last;
    }

    public double[] samples() {
        return samples;
    }

    public Embedding embedding() {
        return embedding;
    }

    public int first() {
        return first;
    }

    public int last() {
        return last;
    }

    public int length() {
        return last - first;
    }

    /// Squared Euclidean distance of two vectors, newest coordinate first.
    public double squaredDistance(int i, int j) {
        double sum = 0;
        for (int l = 0; l < embedding.dimension(); l++) {
            int back = l * embedding.delay();
            double d = samples[j - back] - samples[i - back];
            sum += d * d;
        }
        return sum;
    }
}
