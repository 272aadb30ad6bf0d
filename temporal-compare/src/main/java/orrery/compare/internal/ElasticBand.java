package orrery.compare.internal;

/// The cells that a window leaves: for each row from 0 the first and the last column, none of which
/// decreases from row to row.
public final class ElasticBand {
    private final int[] first;
    private final int[] last;

    private ElasticBand(int rows) {
        first = new int[rows + 1];
        last = new int[rows + 1];
    }

    public static ElasticBand full(int rows, int columns) {
        return around(rows, columns, Math.max(rows, columns));
    }

    /// |i - j| up to the radius, which is widened to |rows - columns| where that is more.
    ///
    /// Of the border those cells count from which a cell of the band is one step down or right, as in
    /// the programs of Herrmann & Webb.
    public static ElasticBand around(int rows, int columns, int radius) {
        int reach = Math.max(radius, Math.abs(rows - columns));
        ElasticBand band = new ElasticBand(rows);
        for (int i = 0; i <= rows; i++) {
            int first = i - Math.min(i, reach);
            band.first[i] = first == 1 ? 0 : first;
            band.last[i] = (int) Math.min(columns, (long) i + reach);
        }
        band.last[0] = (int) Math.min(columns, reach + 1L);
        return band;
    }

    /// The parallelogram whose sides have the slopes `slope` and `1 / slope` times the slope of the
    /// diagonal from the first pair of samples to the last; widened by what the diagonal itself
    /// needs.
    ///
    /// @param slope 1 or more
    public static ElasticBand parallelogram(int rows, int columns, double slope) {
        ElasticBand band = new ElasticBand(rows);
        double xEnd = rows - 1.0;
        double yEnd = columns - 1.0;
        double diagonal = rows == 1 ? 0 : yEnd / xEnd;
        for (int i = 1; i <= rows; i++) {
            double x = i - 1.0;
            double steep = slope * diagonal;
            double flat = diagonal / slope;
            double low = Math.max(flat * x, yEnd - steep * (xEnd - x));
            double high = Math.min(steep * x, yEnd - flat * (xEnd - x));
            int begin = (int) Math.floor(diagonal * x);
            int end = Math.max(begin, (int) Math.floor(diagonal * i) - 1);
            band.first[i] = 1 + Math.min((int) Math.ceil(low - 1e-9), begin);
            band.last[i] = Math.min(columns, 1 + Math.max((int) Math.floor(high + 1e-9), end));
        }
        band.last[rows] = columns;
        return band;
    }

    public int first(int i) {
        return first[i];
    }

    public int last(int i) {
        return last[i];
    }
}
