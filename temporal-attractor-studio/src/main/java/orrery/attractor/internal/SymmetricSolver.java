package orrery.attractor.internal;

/// Solves small symmetric positive definite systems by Cholesky factors, in place.
///
/// Time O(p^3). Stateless: safe. Allocates nothing.
public final class SymmetricSolver {
    private SymmetricSolver() {}

    /// Solves A y = b; b is replaced by y, the lower triangle of A by its factor.
    ///
    /// @param a p x p row-major matrix with row length `stride`; only the lower triangle is read
    /// @return whether A was positive definite; if not, b is garbage
    public static boolean solve(double[] a, double[] b, int p, int stride) {
        for (int i = 0; i < p; i++) {
            int row = i * stride;
            for (int j = 0; j <= i; j++) {
                double sum = a[row + j];
                int other = j * stride;
                for (int k = 0; k < j; k++) {
                    sum -= a[row + k] * a[other + k];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        return false;
                    }
                    a[row + i] = Math.sqrt(sum);
                } else {
                    a[row + j] = sum / a[other + j];
                }
            }
        }
        for (int i = 0; i < p; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= a[i * stride + k] * b[k];
            }
            b[i] = sum / a[i * stride + i];
        }
        for (int i = p - 1; i >= 0; i--) {
            double sum = b[i];
            for (int k = i + 1; k < p; k++) {
                sum -= a[k * stride + i] * b[k];
            }
            b[i] = sum / a[i * stride + i];
        }
        return true;
    }
}
