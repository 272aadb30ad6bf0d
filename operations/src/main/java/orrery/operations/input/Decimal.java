package orrery.operations.input;

import orrery.timeline.Refusal;

/// Numbers in text, read to the nearest double without allocation where the text is short.
///
/// A number of at most 15 digits is the quotient of a whole number and a power of ten that both are
/// exact doubles, so one rounding gives the nearest double (Clinger, PLDI 1990,
/// doi:10.1145/93542.93557). All others are left to the JDK.
public final class Decimal {
    private static final int SHOWN_MAX = 40;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    private Decimal() {}

    /// @return a finite number; NaN where the text says that there is none: empty, `null`, `NaN`,
    ///     `NA`, `-`
    /// @throws Refusal NOT_A_NUMBER for anything else, infinities too
    public static double parse(char[] text, int offset, int length) {
        int from = offset;
        int to = offset + length;
        while (from < to && text[from] <= ' ') {
            from++;
        }
        while (to > from && text[to - 1] <= ' ') {
            to--;
        }
        double value = exact(text, from, to);
        return Double.isNaN(value) ? parseSlowly(text, from, to) : value;
    }

    // Hot path: no allocation. NaN where the text is not a short plain number.
    private static double exact(char[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || (at < to && text[at] == '+')) {
            at++;
        }
        long digits = 0;
        int count = 0;
        int scale = 0;
        boolean point = false;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
                count++;
                scale += point ? 1 : 0;
            } else if (text[at] == '.' && !point) {
                point = true;
            } else {
                return Double.NaN;
            }
            if (count > 15) {
                return Double.NaN;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        double value = digits / POWERS_OF_TEN[scale];
        return negative ? -value : value;
    }

    private static double parseSlowly(char[] text, int from, int to) {
        String number = new String(text, from, to - from);
        switch (number) {
            case "", "-", "null", "NULL", "None", "NaN", "nan", "NA", "N/A", "n/a" -> {
                return Double.NaN;
            }
            default -> {}
        }
        if (number.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?")) {
            double value = Double.parseDouble(number);
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw new Refusal(
                Refusal.Code.NOT_A_NUMBER,
                "the value is " + shown(number),
                "write a finite decimal number, or nothing where the value is missing");
    }

    /// Text for a message, in quotes and not too long.
    public static String shown(String text) {
        String cut = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
