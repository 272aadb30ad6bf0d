package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Season lengths found from the past alone: the shorter period and a longer one, in samples.
///
/// Keeps discounted sums of products of the centred demand with itself at every lag, so looking for
/// a period costs no pass over the past. Every 64 samples the periods are read off: the first is
/// the highest peak of the autocorrelation behind its first fall that stands out from the trough
/// before it, the shorter one where two are about as high; the second is the best of its multiples
/// up to nine (a week of days). Deviations are cut at four standard deviations, so that one burst
/// does not make a season. Cost: one multiply-add a lag and sample, spent at every 64th sample.
/// Allocation: none.
final class Seasons {
    static final int LAGS = 2304;
    private static final int RATE = 2000;
    private static final int READ_EVERY = 64;
    private static final double KEPT = Math.pow(1 - 0.0002, READ_EVERY);

    private final Past centred = new Past(LAGS + READ_EVERY);
    private final double[] products = new double[LAGS];
    private double mean;
    private double variance;
    private long count;
    private int first;
    private int second;

    /// Takes the newest sample; whether the periods changed.
    boolean add(double demand) {
        count++;
        double rate = 1.0 / Math.min(count, RATE);
        mean += (demand - mean) * rate;
        double deviation = demand - mean;
        variance += (deviation * deviation - variance) * rate;
        double limit = 4 * Math.sqrt(variance);
        double cut = Math.min(deviation, limit);
        centred.add(cut);
        if (count % READ_EVERY != 0) {
            return false;
        }
        // Together, while the products are in the nearest cache.
        centred.addProducts(READ_EVERY, products, LAGS);
        int before = first;
        int beforeSecond = second;
        read((int) Math.min(LAGS - 1, count * 5 / 9));
        for (int k = 0; k < LAGS; k++) {
            products[k] *= KEPT;
        }
        return before != first || beforeSecond != second;
    }

    /// The shorter period, 0 while none is found.
    int first() {
        return first;
    }

    /// A multiple of it, 0 while none is found.
    int second() {
        return second;
    }

    private void read(int longest) {
        first = 0;
        second = 0;
        if (longest < 16 || products[0] <= 1e-9) {
            return;
        }
        double unit = 1 / products[0];
        int k = 1;
        while (k < longest && (products[k] < products[k - 1] || products[k] > 0.5 * products[0])) {
            k++;
        }
        double trough = products[k] * unit;
        double best = 0;
        for (k = Math.max(4, k); k < longest; k++) {
            double r = products[k] * unit;
            trough = Math.min(trough, r);
            boolean peak = products[k] > products[k - 1] && products[k] >= products[k + 1];
            if (peak && r - trough > 0.1 && r > (best == 0 ? 0.1 : best * 1.15)) {
                best = r;
                first = k;
            }
        }
        if (first > 0) {
            second = bestMultiple(longest, unit);
        }
    }

    private int bestMultiple(int longest, double unit) {
        double best = 0;
        int found = 2 * first;
        for (int m = 2; m <= 9 && m * first <= longest; m++) {
            int peak = m * first;
            for (int j = m * first - m; j <= Math.min(longest - 1, m * first + m); j++) {
                if (products[j] > products[peak]) {
                    peak = j;
                }
            }
            if (products[peak] * unit > best + 0.02) {
                best = products[peak] * unit;
                found = peak;
            }
        }
        return found;
    }

    void writeTo(DataOutput out) throws IOException {
        centred.writeTo(out);
        Saved.write(out, products);
        out.writeDouble(mean);
        out.writeDouble(variance);
        out.writeLong(count);
        out.writeInt(first);
        out.writeInt(second);
    }

    void readFrom(DataInput in) throws IOException {
        centred.readFrom(in);
        Saved.read(in, products);
        mean = in.readDouble();
        variance = in.readDouble();
        count = in.readLong();
        first = in.readInt();
        second = in.readInt();
    }
}
