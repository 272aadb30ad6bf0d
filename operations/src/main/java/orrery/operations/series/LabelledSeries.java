package orrery.operations.series;

import java.util.List;

/// Series with a label each, in the order of their file.
///
/// Threads: immutable as long as nobody writes into the arrays that [#series(int)] hands out.
public final class LabelledSeries {
    private final List<String> labels;
    private final double[][] series;

    LabelledSeries(List<String> labels, double[][] series) {
        this.labels = List.copyOf(labels);
        this.series = series;
    }

    public int size() {
        return series.length;
    }

    /// The text of the label of series `index`.
    public String label(int index) {
        return labels.get(index);
    }

    /// The samples of series `index`, not copied.
    public double[] series(int index) {
        return series[index];
    }

    public List<String> labels() {
        return labels;
    }

    /// All series in order; the arrays are not copied.
    public double[][] all() {
        return series.clone();
    }
}
