package orrery.compare.internal;

import java.util.Arrays;

/// LB_Webb of two series of one length, without its paths at the ends (LB_Webb_NoLR of the paper).
///
/// LB_Keogh of x counts, of each sample of x, how far it is from the envelope of y. What each sample
/// of y is beyond the envelope of x is added where that counts nothing twice: wholly, where all
/// samples of x that it can be paired with are charged at most up to that envelope, and otherwise the
/// part beyond the farthest that they can be charged to.
///
/// Source: Webb & Petitjean, Pattern Recognition 115, 2021, doi:10.1016/j.patcog.2021.107895.
public final class WebbBound {
    private WebbBound() {}

    /// A series with its envelope, and the envelope of that.
    ///
    /// @param samples of the series
    /// @param radius of the band
    /// @param upper largest sample within the radius of each
    /// @param lower the least
    /// @param lowestUpper least of `upper` within the radius of each
    /// @param highestLower largest of `lower`
    @SuppressWarnings("ArrayRecordComponent") // for the kernel, which only reads
    public record Envelope(
            double[] samples,
            int radius,
            double[] upper,
            double[] lower,
            double[] lowestUpper,
            double[] highestLower) {
        /// @param samples not copied
        public static Envelope of(double[] samples, int radius) {
            int n = samples.length;
            double[] upper = new double[n];
            double[] lower = new double[n];
            double[] lowestUpper = new double[n];
            double[] highestLower = new double[n];
            SlidingExtremes.of(samples, radius, upper, lower);
            if (radius >= n) {
                Arrays.fill(lowestUpper, upper[0]);
                Arrays.fill(highestLower, lower[0]);
            } else {
                double[] other = new double[n];
                SlidingExtremes.of(upper, radius, other, lowestUpper);
                SlidingExtremes.of(lower, radius, highestLower, other);
            }
            return new Envelope(samples, radius, upper, lower, lowestUpper, highestLower);
        }
    }

    /// What LB_Webb adds to LB_Keogh of x.
    ///
    /// @param x the series that LB_Keogh is of
    /// @param y the one whose envelope it takes, of the same length and radius
    /// @param most what the sum need not go beyond
    // Hot path.
    public static double beyond(Envelope x, Envelope y, double most) {
        final double[] a = x.samples();
        final double[] b = y.samples();
        final double[] upper = x.upper();
        final double[] lower = x.lower();
        final int n = a.length;
        final int reach = Math.min(x.radius(), n);
        // Last places of x that are charged beyond what they can be paired with from above, below.
        int chargedBelow = Integer.MIN_VALUE;
        int chargedAbove = Integer.MIN_VALUE;
        int i = 0;
        double sum = 0;
        for (int j = 0; j < n && sum <= most; j++) {
            for (int end = Math.min(n - 1, j + reach); i <= end; i++) {
                double low = y.lower()[i];
                double high = y.upper()[i];
                if (a[i] < low && low > x.lowestUpper()[i]) {
                    chargedBelow = i;
                }
                if (a[i] > high && high < x.highestLower()[i]) {
                    chargedAbove = i;
                }
            }
            double sample = b[j];
            if (sample > upper[j]) {
                sum += part(sample, upper[j], y.highestLower()[j], chargedBelow < j - reach);
            } else if (sample < lower[j]) {
                sum += part(-sample, -lower[j], -y.lowestUpper()[j], chargedAbove < j - reach);
            }
        }
        return sum;
    }

    // Of a sample above an envelope: all of it, or what is beyond the farthest charge.
    private static double part(double sample, double edge, double charge, boolean isFree) {
        double all = (sample - edge) * (sample - edge);
        if (isFree) {
            return all;
        }
        return sample > charge && charge >= edge ? all - (charge - edge) * (charge - edge) : 0;
    }
}
