package orrery.compare.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The windows of a stream and their best matches on either side: what [WindowTable] and
/// [BestMatches] are for a whole series, a sample at a time and with the same scores bit for bit.
///
/// Windows have numbers from the first sample on; arrays hold the kept ones from number `origin` on
/// and are moved to the front when they are full. The covariances of the newest window are kept by
/// diagonal: that of windows i and j in entry `covariances.length - PAD - (j - i)`, where the next
/// sample needs it.
public final class StreamWindows {
    private static final int PAD = WindowTable.PAD;
    private static final byte SHAPED = 1;
    private static final byte FLAT = 2;
    private static final double NONE = Double.NEGATIVE_INFINITY;

    final WindowArrays arrays;
    private final int window;
    private final int exclusion;
    private final int history;
    private final boolean simd;
    private final Scoring.Correlation scoring = new Scoring.Correlation();

    double[] low;
    double[] covariances;
    double lowOfNewest;
    final double[] correlations = new double[PairKernel.WIDTH];
    private byte[] kinds;
    private double[] leftScores;
    private double[] rightScores;
    private long[] lefts;
    private long[] rights;

    /// Windows, ascending, where the recurrence starts anew.
    private long[] restarts = new long[16];

    private int restartCount;
    private long origin;
    private long samples;
    private long gap = -1;
    private double largest;
    private double largestNorm;
    private int flats;

    /// @param history samples kept, more than the window
    public StreamWindows(int window, int exclusion, int history, boolean simd) {
        this.window = window;
        this.exclusion = exclusion;
        this.history = history;
        this.simd = simd;
        int capacity = (int) Math.min(2L * history, 4L * window + 256) + PAD;
        this.arrays = new WindowArrays(window, capacity);
        this.low = new double[capacity];
        this.covariances = new double[capacity];
        this.kinds = new byte[capacity];
        this.leftScores = new double[capacity];
        this.rightScores = new double[capacity];
        this.lefts = new long[capacity];
        this.rights = new long[capacity];
    }

    /// Samples so far, dropped ones too.
    public long samples() {
        return samples;
    }

    /// Number of the oldest window that is kept; 0 while nothing was dropped.
    public long first() {
        return Math.max(0, samples - history);
    }

    /// One more than the number of the newest window.
    public long end() {
        return Math.max(0, samples - window + 1);
    }

    /// A sample that is kept, or stands for a missing one.
    public double sample(long number) {
        return arrays.samples[slot(number)];
    }

    public boolean isValid(long number) {
        return kinds[slot(number)] != 0;
    }

    /// The nearest window before, dropped ones too; -1 where there is none.
    public long left(long number) {
        return lefts[slot(number)];
    }

    /// The nearest window after; -1 where there is none.
    public long right(long number) {
        return rights[slot(number)];
    }

    /// Half the squared distance from [#left], of windows of norm 1.
    public double leftHalfSquare(long number) {
        return Scoring.Correlation.halfSquare(leftScores[slot(number)]);
    }

    /// Half the squared distance from [#right], of windows of norm 1.
    public double rightHalfSquare(long number) {
        return Scoring.Correlation.halfSquare(rightScores[slot(number)]);
    }

    /// Whether the left match is at least as near as the right one.
    public boolean leftIsNearer(long number) {
        return leftScores[slot(number)] >= rightScores[slot(number)];
    }

    private int slot(long number) {
        return (int) (number - origin);
    }

    /// Takes the next sample, and where that completes a window, matches it with the ones before.
    public void add(double sample) {
        makeRoom();
        boolean there = Math.abs(sample) <= WindowTable.SAMPLE_MAX;
        double last = samples == 0 ? 0 : arrays.samples[slot(samples - 1)];
        gap = there ? gap : samples;
        largest = there ? Math.max(largest, Math.abs(sample)) : largest;
        int at = slot(samples);
        arrays.samples[at] = there ? sample : last;
        samples++;
        if (samples < window) {
            return;
        }
        long newest = samples - window;
        boolean restart = describe(newest);
        if (first() > 0 && kinds[slot(first() - 1)] == FLAT) {
            flats--;
        }
        match(newest, restart);
        flats += kinds[slot(newest)] == FLAT ? 1 : 0;
    }

    // The newest window: its columns in the table, and whether the recurrence starts anew there.
    private boolean describe(long number) {
        int at = slot(number);
        double[] x = arrays.samples;
        double sum = 0;
        for (int k = 1; k < window; k++) {
            sum += x[at + k] - x[at];
        }
        arrays.offset[at] = sum / window;
        double squares = 0;
        for (int k = 0; k < window; k++) {
            double centred = x[at + k] - x[at] - arrays.offset[at];
            squares += centred * centred;
        }
        double norm = Math.sqrt(squares);
        boolean valid = gap < number;
        boolean flat = norm <= 16 * Math.ulp(largest) * Math.sqrt(window);
        flat = flat && arrays.isFlat(norm, at);
        byte shape = flat ? FLAT : SHAPED;
        kinds[at] = valid ? shape : 0;
        arrays.inverse[at] = kinds[at] == SHAPED ? 1 / norm : 0;
        low[at] = kinds[at] == SHAPED ? NONE : Double.POSITIVE_INFINITY;
        leftScores[at] = NONE;
        rightScores[at] = NONE;
        lefts[at] = -1;
        rights[at] = -1;
        boolean again = false;
        if (number > 0) {
            double entering = x[at + window - 1];
            arrays.halfStep[at] = (entering - x[at - 1]) * 0.5;
            arrays.centredSum[at] = entering - x[at] - arrays.offset[at] - arrays.offset[at - 1];
            again = kinds[at] == SHAPED && kinds[at - 1] != SHAPED;
        }
        boolean shrunk = kinds[at] == SHAPED && largestNorm > WindowTable.SHRINKAGE * norm;
        boolean restart = shrunk || again || number % WindowTable.RUN == 0;
        largestNorm = restart ? norm : Math.max(largestNorm, norm);
        return restart;
    }

    private void match(long newest, boolean restart) {
        int from = slot(first());
        int to = slot(newest) - exclusion;
        lowOfNewest = low[slot(newest)];
        int next = from;
        for (int i = 0; i < restartCount && !restart; i++) {
            int at = slot(restarts[i]);
            if (at >= from && at < to) {
                follow(next, at, newest);
                start(at, newest);
                next = at + 1;
            }
        }
        if (restart) {
            for (int at = from; at < to; at++) {
                start(at, newest);
            }
            remember(newest);
        } else {
            follow(next, to, newest);
        }
        matchFlat(from, to, newest);
    }

    private int entry(int at, long newest) {
        return covariances.length - PAD - (slot(newest) - at);
    }

    private void follow(int from, int to, long newest) {
        if (to <= from) {
            return;
        }
        if (simd) {
            StreamLanes.follow(this, from, to, slot(newest), entry(from, newest));
        } else {
            followPlain(from, to, slot(newest), entry(from, newest));
        }
    }

    /// The plain twin of [StreamLanes#follow].
    void followPlain(int from, int to, int newest, int entry) {
        final double step = arrays.halfStep[newest];
        final double sum = arrays.centredSum[newest];
        final double inverse = arrays.inverse[newest];
        for (int i = from; i < to; i++) {
            double c = covariances[entry + i - from];
            c = Math.fma(arrays.centredSum[i], step, c);
            c = Math.fma(arrays.halfStep[i], sum, c);
            covariances[entry + i - from] = c;
            double correlation = c * inverse * arrays.inverse[i];
            if (correlation >= low[i] || correlation >= lowOfNewest) {
                offer(i, newest, correlation);
            }
        }
    }

    private void start(int at, long newest) {
        double covariance = arrays.covariance(at, arrays, slot(newest));
        covariances[entry(at, newest)] = covariance;
        double correlation = covariance * arrays.inverse[slot(newest)] * arrays.inverse[at];
        if (correlation >= low[at] || correlation >= lowOfNewest) {
            offer(at, slot(newest), correlation);
        }
    }

    private void remember(long newest) {
        int kept = 0;
        for (int i = 0; i < restartCount; i++) {
            if (restarts[i] >= first()) {
                restarts[kept++] = restarts[i];
            }
        }
        if (kept == restarts.length) {
            restarts = Arrays.copyOf(restarts, 2 * kept);
        }
        restarts[kept] = newest;
        restartCount = kept + 1;
    }

    /// Offers the newest window to an earlier one, and the other way round.
    void offer(int at, int newest, double correlation) {
        if (arrays.inverse[at] == 0 || arrays.inverse[newest] == 0) {
            return;
        }
        double score = correlation;
        if (correlation > Scoring.Correlation.NEAR) {
            double most = scoring.most(correlation);
            if (most <= rightScores[at] && most <= leftScores[newest]) {
                return;
            }
            score = Scoring.Correlation.score(arrays.halfSquare(at, arrays, newest));
        }
        keep(at, newest, score);
    }

    // Matches come in the order of their numbers: of equal ones the first stays.
    private void keep(int at, int newest, double score) {
        if (score > rightScores[at]) {
            rightScores[at] = score;
            rights[at] = origin + newest;
            low[at] = kinds[at] == SHAPED ? scoring.low(score) : low[at];
        }
        if (score > leftScores[newest]) {
            leftScores[newest] = score;
            lefts[newest] = origin + at;
            lowOfNewest = kinds[newest] == SHAPED ? scoring.low(score) : lowOfNewest;
        }
    }

    private void matchFlat(int from, int to, long newest) {
        int mine = slot(newest);
        boolean flat = kinds[mine] == FLAT;
        if (kinds[mine] == 0 || (!flat && flats == 0)) {
            return;
        }
        for (int at = from; at < to; at++) {
            boolean other = kinds[at] == FLAT;
            if (kinds[at] != 0 && (flat || other)) {
                double half = flat && other ? 0 : FlatWindows.HALF;
                keepFirst(at, mine, Scoring.Correlation.score(half));
            }
        }
    }

    // As keep, but later than those of a higher number: on a tie the smaller number wins.
    private void keepFirst(int at, int newest, double score) {
        boolean tie = score == leftScores[newest] && origin + at < lefts[newest];
        if (tie) {
            lefts[newest] = origin + at;
        }
        keep(at, newest, score);
    }

    private void makeRoom() {
        int end = slot(samples);
        if (end < arrays.samples.length - PAD) {
            return;
        }
        // The window before the first is still needed, for what leaves with the next sample.
        int drop = slot(Math.max(origin, first() - 1));
        if (drop > 0 && (drop >= end / 2 || arrays.samples.length - PAD >= 2 * history)) {
            drop(drop);
        } else {
            grow((int) Math.min(2L * history, 2L * end) + PAD + 2);
        }
    }

    private void drop(int drop) {
        arrays.drop(drop);
        System.arraycopy(low, drop, low, 0, low.length - drop);
        System.arraycopy(kinds, drop, kinds, 0, kinds.length - drop);
        System.arraycopy(leftScores, drop, leftScores, 0, low.length - drop);
        System.arraycopy(rightScores, drop, rightScores, 0, low.length - drop);
        System.arraycopy(lefts, drop, lefts, 0, low.length - drop);
        System.arraycopy(rights, drop, rights, 0, low.length - drop);
        origin += drop;
    }

    private void grow(int capacity) {
        arrays.grow(capacity);
        low = Arrays.copyOf(low, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        leftScores = Arrays.copyOf(leftScores, capacity);
        rightScores = Arrays.copyOf(rightScores, capacity);
        lefts = Arrays.copyOf(lefts, capacity);
        rights = Arrays.copyOf(rights, capacity);
        double[] former = covariances;
        covariances = new double[capacity];
        System.arraycopy(former, 0, covariances, capacity - former.length, former.length);
    }

    /// Saves everything that the kept windows are known by.
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(samples);
        out.writeLong(gap);
        out.writeDouble(largest);
        out.writeDouble(largestNorm);
        out.writeInt(flats);
        out.writeInt(restartCount);
        for (int i = 0; i < restartCount; i++) {
            out.writeLong(restarts[i]);
        }
        int from = slot(Math.max(origin, first() - 1));
        for (int i = from; i < slot(samples); i++) {
            for (double[] column : columns()) {
                out.writeDouble(column[i]);
            }
            out.writeLong(lefts[i]);
            out.writeLong(rights[i]);
            out.writeByte(kinds[i]);
        }
        for (int d = 1; d <= end() - first(); d++) {
            out.writeDouble(covariances[covariances.length - PAD - d]);
        }
    }

    /// Takes the place of the saved one, which had the same window, exclusion and history.
    public void readFrom(DataInput in) throws IOException {
        samples = in.readLong();
        gap = in.readLong();
        largest = in.readDouble();
        largestNorm = in.readDouble();
        flats = in.readInt();
        restartCount = in.readInt();
        restarts = new long[Math.max(16, restartCount)];
        for (int i = 0; i < restartCount; i++) {
            restarts[i] = in.readLong();
        }
        origin = Math.max(0, first() - 1);
        int kept = slot(samples);
        grow(Math.max(low.length, kept + PAD + 2));
        for (int i = 0; i < kept; i++) {
            for (double[] column : columns()) {
                column[i] = in.readDouble();
            }
            lefts[i] = in.readLong();
            rights[i] = in.readLong();
            kinds[i] = in.readByte();
        }
        for (int d = 1; d <= end() - first(); d++) {
            covariances[covariances.length - PAD - d] = in.readDouble();
        }
    }

    private double[][] columns() {
        return new double[][] {
            arrays.samples,
            arrays.offset,
            arrays.inverse,
            arrays.halfStep,
            arrays.centredSum,
            low,
            leftScores,
            rightScores
        };
    }
}
