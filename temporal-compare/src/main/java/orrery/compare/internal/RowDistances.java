package orrery.compare.internal;

/// The distances of one window of a series after another from all of its windows: each row follows
/// from the one before it, as in STOMP.
public final class RowDistances {
    private final WindowTable windows;
    private final double[] covariances;

    /// @param windows normalised
    public RowDistances(WindowTable windows) {
        this.windows = windows;
        this.covariances = new double[windows.count()];
    }

    /// The distances of window `row` from all windows; rows are asked for one after another from 0
    /// on.
    ///
    /// @param into by window; infinite where either is invalid
    public void next(int row, double[] into) {
        if (windows.restart(row) == row) {
            for (int j = 0; j < covariances.length; j++) {
                start(row, j);
            }
        } else {
            follow(row);
            for (int j = windows.restart(0); j < covariances.length; j = windows.restart(j + 1)) {
                start(row, j);
            }
        }
        measure(row, into);
    }

    private void start(int row, int column) {
        covariances[column] = windows.arrays().covariance(row, windows.arrays(), column);
    }

    private void follow(int row) {
        final double[] steps = windows.halfStep();
        final double[] sums = windows.centredSum();
        final double step = steps[row];
        final double sum = sums[row];
        for (int j = covariances.length - 1; j > 0; j--) {
            double c = Math.fma(sum, steps[j], covariances[j - 1]);
            covariances[j] = Math.fma(step, sums[j], c);
        }
    }

    private void measure(int row, double[] into) {
        final double[] inverses = windows.inverse();
        final double inverse = inverses[row];
        final double scale = 2 * windows.window();
        final boolean valid = windows.isValid(row);
        for (int j = 0; j < covariances.length; j++) {
            double correlation = covariances[j] * inverse * inverses[j];
            double half = 1 - correlation;
            if (correlation > Scoring.Correlation.NEAR || inverse == 0 || inverses[j] == 0) {
                boolean both = valid && windows.isValid(j);
                half =
                        both
                                ? FlatWindows.halfSquare(windows, row, windows, j)
                                : Double.POSITIVE_INFINITY;
            }
            into[j] = Math.sqrt(scale * half);
        }
    }
}
