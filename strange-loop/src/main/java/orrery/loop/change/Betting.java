package orrery.loop.change;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A bet against "the newcomer is no better": wealth grows only where it is.
///
/// K ← K·(1 + λ·d) for d in [−1, 1], λ in [0, 1/2] fixed from the past alone. Where d has no positive
/// mean given the past, K is a supermartingale from 1, so P(K ever reaches 1/α) ≤ α however often
/// one looks (Ville's inequality). Threads: confined to one. Allocation: none.
///
/// Source: Waudby-Smith & Ramdas, JRSS B 86(1), 2024; Ville 1939.
public final class Betting {
    private static final double STAKE_MAX = 0.5;

    private double wealthLog;
    private double sum;
    private double squares;
    private long count;

    /// A bet with wealth 1.
    public Betting() {}

    /// Takes one difference.
    ///
    /// @param d how much better the newcomer did, cut to [−1, 1]; NaN counts as 0
    public void add(double d) {
        double cut = d >= -1 ? Math.min(d, 1) : d < -1 ? -1 : 0;
        double mean = sum / (count + 1);
        double variance = (squares + 1) / (count + 1);
        double stake = Math.max(0, Math.min(STAKE_MAX, mean / variance));
        wealthLog += Math.log1p(stake * cut);
        sum += cut;
        squares += cut * cut;
        count++;
    }

    /// Whether the wealth has reached 1/α.
    public boolean reached(double alpha) {
        return wealthLog >= -Math.log(alpha);
    }

    /// Logarithm of the wealth.
    public double wealthLog() {
        return wealthLog;
    }

    /// Differences taken.
    public long count() {
        return count;
    }

    void restart() {
        wealthLog = 0;
        sum = 0;
        squares = 0;
        count = 0;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(wealthLog);
        out.writeDouble(sum);
        out.writeDouble(squares);
        out.writeLong(count);
    }

    void readFrom(DataInput in) throws IOException {
        wealthLog = in.readDouble();
        sum = in.readDouble();
        squares = in.readDouble();
        count = in.readLong();
    }
}
