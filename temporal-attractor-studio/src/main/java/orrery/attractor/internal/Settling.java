package orrery.attractor.internal;

/// Whether a window comes to rest: its spread shrinks block by block, by a factor that is constant
/// or that leaves next to nothing.
///
/// Time O(n). Stateless: safe. Allocates nothing.
public final class Settling {
    private static final int BLOCKS = 8;

    private Settling() {}

    /// @param z n samples, at least 64, not constant
    public static boolean settles(double[] z, int n) {
        double before = Double.POSITIVE_INFINITY;
        double head = 0;
        double sx = 0;
        double sxx = 0;
        double sy = 0;
        double syy = 0;
        double sxy = 0;
        for (int b = 0; b < BLOCKS; b++) {
            double spread = spread(z, b * n / BLOCKS, (b + 1) * n / BLOCKS);
            if (b == 0) {
                head = spread;
            }
            if (spread > before || head == 0) {
                return false;
            }
            before = spread;
            double y = Math.log(Math.max(spread, 1e-12 * head));
            sx += b;
            sxx += b * b;
            sy += y;
            syy += y * y;
            sxy += b * y;
        }
        if (before <= 0.01 * head) {
            return true;
        }
        double cxy = sxy - sx * sy / BLOCKS;
        double straightness = cxy * cxy / ((sxx - sx * sx / BLOCKS) * (syy - sy * sy / BLOCKS));
        return before < 0.5 * head && straightness > 0.97;
    }

    private static double spread(double[] z, int from, int to) {
        double sum = 0;
        double square = 0;
        for (int i = from; i < to; i++) {
            sum += z[i];
            square += z[i] * z[i];
        }
        double mean = sum / (to - from);
        return Math.sqrt(Math.max(0, square / (to - from) - mean * mean));
    }
}
