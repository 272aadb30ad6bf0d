package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Level 1: what each forecaster expects of the next sample, and how that moves with the newest.
///
/// One sample is: [#learn] with the demand now seen, then [#forecast]. All share one past, one
/// search for seasons and one set of features. Threads: confined to one. Allocation: none.
final class Forecasters {
    static final int KINDS = ExpertKind.values().length;
    static final int PAST = 8192;
    private static final int FEATURES = 16;
    private static final int FAST_FEATURES = 7;
    private static final int RECENT = 6;
    private static final int SEASONS_MEANT = 4;

    private final Past past = new Past(PAST);
    private final Seasons seasons = new Seasons();
    private final LeastSquares plain = new LeastSquares(FEATURES, 0.9995);
    private final LeastSquares fast = new LeastSquares(FAST_FEATURES, 0.99);
    private final LeastSquares root = new LeastSquares(FEATURES, 0.9995);
    private final double[] features = new double[FEATURES];
    private final double[] fastFeatures = new double[FAST_FEATURES];
    private final double[] rootFeatures = new double[FEATURES];
    private final double[] expected = new double[KINDS];
    private final double[] slopes = new double[KINDS];
    private double level;
    private double hours;
    private double days;
    private double seasonal;
    private boolean ready;

    /// Takes the demand that the last forecast was about.
    void learn(double demand) {
        if (ready) {
            plain.update(features, demand);
            fast.update(fastFeatures, demand);
            root.update(rootFeatures, Math.sqrt(demand));
        } else {
            level = demand;
            hours = demand;
            days = demand;
            seasonal = demand;
        }
        past.add(demand);
        level += (demand - level) / 4;
        hours += (demand - hours) / 24;
        days += (demand - days) / 200;
        if (seasons.add(demand)) {
            seasonal = seasonalMean(0);
        }
    }

    /// Renews what each forecaster expects.
    void forecast(Neighbours neighbours, Regime regime) {
        double now = past.at(0);
        double before = seasonal;
        seasonal = seasonalMean(-1);
        fill(now, before);
        set(ExpertKind.LAST, now, 1);
        set(ExpertKind.LEVEL, level, 0.25);
        if (seasons.first() == 0) {
            set(ExpertKind.SEASON, hours, 1.0 / 24);
        } else {
            set(ExpertKind.SEASON, seasonal + 0.7 * (now - before), 0.7);
        }
        set(ExpertKind.ANALOGUE, analogue(neighbours, now), 1);
        set(ExpertKind.RLS, plain.predict(features), slope(plain));
        set(ExpertKind.RLS_FAST, fast.predict(fastFeatures), slope(fast));
        double r = Math.max(0, root.predict(rootFeatures));
        set(ExpertKind.RLS_ROOT, r * r, root.weight(1));
        ExpertKind fitting = regime.fitting();
        set(
                ExpertKind.ADVICE,
                regime.confidence() * expected[fitting.slot()] + (1 - regime.confidence()) * level,
                slopes[fitting.slot()]);
        ready = true;
    }

    private void fill(double now, double seasonalNow) {
        int p = seasons.first();
        int q = seasons.second();
        boolean short0 = p > 0 && past.size() >= p;
        boolean long0 = q > 0 && past.size() > q;
        double highest = now;
        double lowest = now;
        for (int age = 1; age < RECENT; age++) {
            double x = past.at(age);
            highest = Math.max(highest, x);
            lowest = Math.min(lowest, x);
        }
        features[0] = 1;
        features[1] = now;
        features[2] = past.at(1);
        features[3] = past.at(2);
        features[4] = past.at(3);
        features[5] = level;
        features[6] = hours;
        features[7] = days;
        features[8] = highest;
        features[9] = lowest;
        features[10] = short0 ? past.at(p - 1) : hours;
        features[11] = short0 ? past.at(p) : hours;
        features[12] = seasonal;
        features[13] = seasonalNow;
        features[14] = long0 ? past.at(q - 1) : days;
        features[15] = long0 ? past.at(q) : days;
        for (int i = 0; i < FEATURES; i++) {
            rootFeatures[i] = Math.sqrt(features[i]);
        }
        fastFeatures[0] = 1;
        fastFeatures[1] = now;
        fastFeatures[2] = features[2];
        fastFeatures[3] = features[3];
        fastFeatures[4] = level;
        fastFeatures[5] = hours;
        fastFeatures[6] = seasonal;
    }

    // Mean over the last seasons at the time `age` samples before the newest (-1: the next one).
    private double seasonalMean(int age) {
        int p = seasons.first();
        if (p == 0 || past.size() <= age + p + 2) {
            return hours;
        }
        double sum = 0;
        int count = 0;
        for (int k = 1; k <= SEASONS_MEANT; k++) {
            int centre = age + k * p;
            if (centre + 2 >= past.size()) {
                break;
            }
            for (int a = centre - 2; a <= centre + 2; a++) {
                if (a >= 0) {
                    sum += past.at(a);
                    count++;
                }
            }
        }
        return count == 0 ? hours : sum / count;
    }

    private static double analogue(Neighbours neighbours, double now) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < neighbours.count(); i++) {
            int age = neighbours.age(i);
            double step = neighbours.value(age - 1) - neighbours.value(age);
            double distance = neighbours.distance(i);
            double weight = 1 / (distance * distance + 1e-9);
            if (Double.isFinite(step)) {
                sum += weight * step;
                total += weight;
            }
        }
        return total > 0 ? now + sum / total : now;
    }

    private static double slope(LeastSquares model) {
        return model.weight(1);
    }

    private void set(ExpertKind kind, double value, double slope) {
        expected[kind.slot()] = value > 0 ? value : 0;
        slopes[kind.slot()] = Math.max(0, Math.min(1.5, slope));
    }

    /// Expected next sample, 0 or more.
    double expected(int kind) {
        return expected[kind];
    }

    /// Change of the expectation with the newest sample, 0 to 1.5.
    double slope(int kind) {
        return slopes[kind];
    }

    boolean ready() {
        return ready;
    }

    Seasons seasons() {
        return seasons;
    }

    void writeTo(DataOutput out) throws IOException {
        past.writeTo(out);
        seasons.writeTo(out);
        plain.writeTo(out);
        fast.writeTo(out);
        root.writeTo(out);
        Saved.write(out, features);
        Saved.write(out, fastFeatures);
        Saved.write(out, rootFeatures);
        Saved.write(out, expected);
        Saved.write(out, slopes);
        Saved.write(out, new double[] {level, hours, days, seasonal});
        out.writeBoolean(ready);
    }

    void readFrom(DataInput in) throws IOException {
        past.readFrom(in);
        seasons.readFrom(in);
        plain.readFrom(in);
        fast.readFrom(in);
        root.readFrom(in);
        Saved.read(in, features);
        Saved.read(in, fastFeatures);
        Saved.read(in, rootFeatures);
        Saved.read(in, expected);
        Saved.read(in, slopes);
        double[] levels = new double[4];
        Saved.read(in, levels);
        level = levels[0];
        hours = levels[1];
        days = levels[2];
        seasonal = levels[3];
        ready = in.readBoolean();
    }
}
