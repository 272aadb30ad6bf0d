package orrery.solve.monitor;

/// Interval arithmetic: the bounds of a result from the bounds of its operands.
///
/// A result that is not defined (infinity minus infinity, a division by an interval around 0) may
/// be any number: its bounds are infinite. Ends are rounded to nearest.
final class Bounds {
    private Bounds() {}

    static double below(double value) {
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    static double above(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    /// a - b as a margin: 0 where both are the same infinity.
    static double margin(double a, double b) {
        double margin = a - b;
        return Double.isNaN(margin) ? 0 : margin;
    }

    static double productLo(double aLo, double aHi, double bLo, double bHi) {
        return Math.min(
                Math.min(product(aLo, bLo), product(aLo, bHi)),
                Math.min(product(aHi, bLo), product(aHi, bHi)));
    }

    static double productHi(double aLo, double aHi, double bLo, double bHi) {
        return Math.max(
                Math.max(product(aLo, bLo), product(aLo, bHi)),
                Math.max(product(aHi, bLo), product(aHi, bHi)));
    }

    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    static double quotientLo(double aLo, double aHi, double bLo, double bHi) {
        if (bLo <= 0 && bHi >= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return below(Math.min(Math.min(aLo / bLo, aLo / bHi), Math.min(aHi / bLo, aHi / bHi)));
    }

    static double quotientHi(double aLo, double aHi, double bLo, double bHi) {
        if (bLo <= 0 && bHi >= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return above(Math.max(Math.max(aLo / bLo, aLo / bHi), Math.max(aHi / bLo, aHi / bHi)));
    }

    /// The lesser. NaN does not occur in registers, and the sign of 0 does not matter there.
    static double least(double a, double b) {
        return a < b ? a : b;
    }

    /// The greater.
    static double most(double a, double b) {
        return a > b ? a : b;
    }
}
