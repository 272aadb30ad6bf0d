package orrery.operations.report;

import java.util.Locale;

/// Writes SVG elements into a page: no fonts, no scripts, the same bytes for the same input.
final class Svg {
    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height, String title) {
        this.width = width;
        this.height = height;
        text.append(
                String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                        width,
                        height,
                        escape(title)));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Svg rectangle(double x, double y, double w, double h, String style) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\"/>",
                        n(x),
                        n(y),
                        n(Math.max(0, w)),
                        n(Math.max(0, h)),
                        style));
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>",
                        n(x1),
                        n(y1),
                        n(x2),
                        n(y2),
                        style));
        return this;
    }

    /// @param anchor `start`, `middle` or `end`
    Svg label(double x, double y, String anchor, String words) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>",
                        n(x),
                        n(y),
                        anchor,
                        escape(words)));
        return this;
    }

    /// A closed shape between two curves over the same places.
    Svg band(double[] x, double[] low, double[] high, String style) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(n(x[i])).append(',').append(n(high[i])).append(' ');
        }
        for (int i = x.length - 1; i >= 0; i--) {
            points.append(n(x[i])).append(',').append(n(low[i])).append(' ');
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "<polygon points=\"%s\" class=\"%s\"/>",
                        points.toString().strip(),
                        style));
        return this;
    }

    Svg curve(double[] x, double[] y, String style) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(n(x[i])).append(',').append(n(y[i])).append(' ');
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "<polyline points=\"%s\" class=\"%s\"/>",
                        points.toString().strip(),
                        style));
        return this;
    }

    String end() {
        return text.append("</svg>").toString();
    }

    static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String n(double value) {
        String digits = String.format(Locale.ROOT, "%.1f", value);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }
}
