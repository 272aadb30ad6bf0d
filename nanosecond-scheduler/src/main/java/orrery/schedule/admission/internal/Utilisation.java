package orrery.schedule.admission.internal;

import java.math.BigInteger;

/// Sums of shares C/T against 1, and what follows from them, without rounding.
///
/// A share is kept as a multiple of 2^-60 rounded down, so a sum of n of them is at most n·2^-60
/// too small. Where that leaves the answer open, exact fractions decide.
public final class Utilisation {
    public static final long ONE = 1L << 60;

    /// Above this the sums of n shares could overflow; any sum as large is over 1 anyhow.
    private static final long SHARE_MAX = 1L << 61;

    private Utilisation() {}

    /// floor(c·2^60 / t), at most 2^61.
    public static long share(long c, long t) {
        long whole = c / t;
        if (whole >= 2) {
            return SHARE_MAX;
        }
        long rest = c % t;
        long share = whole;
        int bits = 60;
        while (bits > 0) {
            int shift = Math.min(bits, Long.numberOfLeadingZeros(t) - 1);
            long wide = rest << shift;
            share = (share << shift) + wide / t;
            rest = wide % t;
            bits -= shift;
        }
        return share;
    }

    /// Adds a share to a sum; the sum stays at 2^61 once it is there.
    public static long add(long sum, long share) {
        return Math.min(SHARE_MAX, sum + share);
    }

    /// Sum of the first `count` shares, at most 2^61.
    public static long sum(long[] c, long[] t, int count) {
        long sum = 0;
        for (int i = 0; i < count && sum < SHARE_MAX; i++) {
            sum = add(sum, share(c[i], t[i]));
        }
        return sum;
    }

    /// Sign of U - 1 for the first `count` tasks, exactly.
    public static int againstOne(long[] c, long[] t, int count) {
        return againstOne(sum(c, t, count), c, t, count);
    }

    /// The same where the sum of the shares is known.
    public static int againstOne(long sum, long[] c, long[] t, int count) {
        if (sum > ONE) {
            return 1;
        }
        if (sum + count < ONE) {
            return -1;
        }
        BigInteger over = BigInteger.ZERO;
        BigInteger under = BigInteger.ONE;
        for (int i = 0; i < count; i++) {
            BigInteger period = BigInteger.valueOf(t[i]);
            over = over.multiply(period).add(under.multiply(BigInteger.valueOf(c[i])));
            under = under.multiply(period);
            BigInteger common = over.gcd(under);
            over = over.divide(common);
            under = under.divide(common);
        }
        return over.compareTo(under);
    }

    /// Whether U <= n(2^(1/n) - 1), that is (1 + U/n)^n <= 2.
    ///
    /// Source: Liu and Layland, JACM 20(1), 1973, theorem 5.
    public static boolean withinLiuLayland(long[] c, long[] t) {
        int n = c.length;
        long sum = sum(c, t, n);
        if (sum > ONE) {
            return false;
        }
        int scale = 128;
        BigInteger parts = BigInteger.valueOf(n);
        BigInteger one = BigInteger.ONE.shiftLeft(scale);
        BigInteger low = one.add(BigInteger.valueOf(sum).shiftLeft(scale - 60).divide(parts));
        BigInteger high =
                one.add(BigInteger.valueOf(sum + n).shiftLeft(scale - 60).divide(parts))
                        .add(BigInteger.ONE);
        BigInteger powerLow = one;
        BigInteger powerHigh = one;
        for (int i = 0; i < n; i++) {
            powerLow = powerLow.multiply(low).shiftRight(scale);
            powerHigh = powerHigh.multiply(high).shiftRight(scale).add(BigInteger.ONE);
        }
        BigInteger two = one.shiftLeft(1);
        if (powerHigh.compareTo(two) <= 0) {
            return true;
        }
        return powerLow.compareTo(two) <= 0 && exactlyWithinLiuLayland(c, t);
    }

    private static boolean exactlyWithinLiuLayland(long[] c, long[] t) {
        int n = c.length;
        BigInteger over = BigInteger.ZERO;
        BigInteger under = BigInteger.ONE;
        for (int i = 0; i < n; i++) {
            BigInteger period = BigInteger.valueOf(t[i]);
            over = over.multiply(period).add(under.multiply(BigInteger.valueOf(c[i])));
            under = under.multiply(period);
            BigInteger common = over.gcd(under);
            over = over.divide(common);
            under = under.divide(common);
        }
        BigInteger whole = under.multiply(BigInteger.valueOf(n));
        return whole.add(over).pow(n).compareTo(whole.pow(n).shiftLeft(1)) <= 0;
    }

    /// Whether the product of all U_i + 1 is at most 2.
    ///
    /// Source: Bini, Buttazzo and Buttazzo, IEEE TC 52(7), 2003, doi:10.1109/TC.2003.1214341.
    public static boolean withinHyperbolic(long[] c, long[] t) {
        BigInteger over = BigInteger.ONE;
        BigInteger under = BigInteger.TWO;
        for (int i = 0; i < c.length; i++) {
            over = over.multiply(BigInteger.valueOf(c[i]).add(BigInteger.valueOf(t[i])));
            under = under.multiply(BigInteger.valueOf(t[i]));
        }
        return over.compareTo(under) <= 0;
    }

    /// Least common multiple of the first `count` periods; [Long#MAX_VALUE] where it is over `max`.
    public static long hyperperiod(long[] t, int count, long max) {
        long lcm = 1;
        for (int i = 0; i < count; i++) {
            long factor = t[i] / gcd(lcm, t[i]);
            if (lcm > max / factor) {
                return Long.MAX_VALUE;
            }
            lcm *= factor;
        }
        return lcm;
    }

    private static long gcd(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
