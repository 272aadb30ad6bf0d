package orrery.attractor.internal;

/// The nearest delay vectors of a reference, by exhaustive search.
///
/// A delay vector at t is (z(t), z(t - delay), .. , z(t - (m - 1) delay)); distances are squared
/// Euclidean, added up newest coordinate first. Of equal distances the earlier index wins. Vectors
/// within the Theiler window of the reference never count.
///
/// Time O(n m) per reference, memory O(n). Not thread-safe: owns its buffers. Allocates nothing
/// after construction.
public final class NearestNeighbours {
    /// Most neighbours that one search can give.
    public static final int LIMIT = 64;

    private final double[] distances;
    private final int[] index = new int[LIMIT];
    private final double[] squared = new double[LIMIT];
    private int found;

    /// @param capacity longest window, in samples
    public NearestNeighbours(int capacity) {
        distances = new double[capacity];
    }

    /// Finds the `count` nearest of the candidates first .. last - 1.
    ///
    /// @param view the window and how it is embedded
    /// @param reference index of the newest sample of the reference vector
    /// @param count 1 to LIMIT; fewer are found where there are fewer
    public void search(EmbeddingView view, int reference, int count) {
        fill(view, reference, distances);
        found = select(distances, view, reference, count);
    }

    public int found() {
        return found;
    }

    /// Index of the newest sample of the q-th nearest vector.
    public int index(int q) {
        return index[q];
    }

    /// Squared distance of the q-th nearest vector.
    public double squared(int q) {
        return squared[q];
    }

    // Hot path: plain loops over arrays that the compiler turns into vector code.
    private static void fill(EmbeddingView view, int reference, double[] distances) {
        double[] z = view.samples();
        Embedding embedding = view.embedding();
        int first = view.first();
        int length = view.length();
        double now = z[reference];
        for (int j = 0; j < length; j++) {
            double d = z[first + j] - now;
            distances[j] = d * d;
        }
        for (int l = 1; l < embedding.dimension(); l++) {
            int back = l * embedding.delay();
            int shifted = first - back;
            double then = z[reference - back];
            for (int j = 0; j < length; j++) {
                double d = z[shifted + j] - then;
                distances[j] += d * d;
            }
        }
    }

    private int select(double[] distances, EmbeddingView view, int reference, int count) {
        int first = view.first();
        int length = view.length();
        int theiler = view.embedding().theiler();
        int skipFrom = Math.max(0, Math.min(length, reference - theiler - first));
        int skipTo = Math.max(0, Math.min(length, reference + theiler + 1 - first));
        int held = scan(distances, 0, skipFrom, count, 0);
        held = scan(distances, skipTo, length, count, held);
        for (int q = 0; q < held; q++) {
            index[q] += first;
        }
        return held;
    }

    private int scan(double[] distances, int from, int to, int count, int already) {
        int held = already;
        double worst = held < count ? Double.POSITIVE_INFINITY : squared[held - 1];
        for (int j = from; j < to; j++) {
            double d = distances[j];
            if (d < worst) {
                int q = held < count ? held++ : count - 1;
                while (q > 0 && squared[q - 1] > d) {
                    squared[q] = squared[q - 1];
                    index[q] = index[q - 1];
                    q--;
                }
                squared[q] = d;
                index[q] = j;
                worst = held < count ? Double.POSITIVE_INFINITY : squared[count - 1];
            }
        }
        return held;
    }
}
