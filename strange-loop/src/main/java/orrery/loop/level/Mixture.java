package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// A mixture of numeric proposals whose weights follow what the proposals cost.
///
/// **Decision**: the mean of the proposals under the weights, x = Σ w_i·p_i.
/// **Loss**: any convex function of a number, here the cost of a capacity; the mixture is told its
/// subgradient g at x and never its value. With r_i = g·(x − p_i), convexity gives
/// loss(x) − loss(p_i) ≤ r_i, and the same for every fixed convex combination of proposals.
/// **Update**: w_i ← (1 − α)·w_i·(1 + η·r_i) + α/K for share rate α, K proposals. Σ w_i·r_i = 0, so
/// the weights keep sum 1 without being normalised, and no exponential is needed.
/// **Range**: η ≤ 1 / (2·max|r_i|), chosen after r is seen, so losses need no declared bound.
///
/// **Bound**, for every stream, every proposal i and every T:
/// ```
/// Σ loss(x) − Σ loss(p_i) ≤ Σ r_i ≤ Σ η_t·r_i² + ln K/η_1
///                                 + ln(K/α)·Σ max(0, 1/η_t − 1/η_(t−1)) + ln(1/(1−α))·Σ 1/η_t
/// ```
/// Proof: ln(1 + z) ≥ z − z² for z ≥ −1/2 gives r_i ≤ η·r_i² + (ln w̃_i − ln w_i)/η where w̃ is the
/// weight before sharing; w_next ≥ (1 − α)·w̃; summed by parts with α/K ≤ w_i ≤ 1. A switch of the
/// comparator costs at most ln(K/α)/η more. The right-hand side is kept while running, so it can be
/// checked at any time: [#regret] against [#bound].
///
/// **Sources**: Prod, Cesa-Bianchi, Mansour & Stoltz, Machine Learning 66, 2007; fixed share,
/// Herbster & Warmuth, Machine Learning 32, 1998; the gradient trick and second-order aggregation,
/// Wintenberger, Machine Learning 106, 2017.
///
/// Threads: confined to one. Cost: O(K). Allocation: none after construction.
public final class Mixture {
    static final double RATE = 1;
    static final double KEPT = 0.999;

    private final int size;
    private final double share;
    private final double[] weights;
    private final double[] regrets;
    private final double[] squares;
    private final double[] instant;
    private double variation;
    private double decision;
    private double inverseBefore;
    private double shared;

    /// @param size proposals, 1 to 4,096
    /// @param share share rate, over 0 and below 1
    public Mixture(int size, double share) {
        this.size = Check.within("proposals", size, 1, 4096);
        this.share = Check.over0Below1("share rate", share);
        this.weights = new double[size];
        this.regrets = new double[size];
        this.squares = new double[size];
        this.instant = new double[size];
        Arrays.fill(weights, 1.0 / size);
    }

    /// Mixes the proposals; the answer is also what the next [#learn] is about.
    ///
    /// @param proposals finite numbers, one for each weight
    public double decide(double[] proposals) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[i] * proposals[i];
        }
        decision = sum;
        return sum;
    }

    /// Moves weight to the proposals that the gradient speaks for.
    ///
    /// @param proposals those of the last decision
    /// @param gradient a subgradient of the loss at the last decision, finite
    public void learn(double[] proposals, double gradient) {
        double largest = 0;
        double spread = 0;
        for (int i = 0; i < size; i++) {
            double r = gradient * (decision - proposals[i]);
            instant[i] = r;
            largest = Math.max(largest, Math.abs(r));
            spread += weights[i] * r * r;
        }
        if (!(largest > 1e-12) || !(largest < 1e150)) {
            return;
        }
        variation = variation * KEPT + spread;
        update(rate(largest));
    }

    // The learning rate: second order, discounted, never over half the inverse of the range.
    private double rate(double largest) {
        double wanted = RATE * Math.sqrt(Math.log(size) / (variation + 1e-300));
        return Math.min(wanted, 0.5 / largest);
    }

    private void update(double eta) {
        double kept = 1 - share;
        double floor = share / size;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double r = instant[i];
            regrets[i] += r;
            squares[i] += eta * r * r;
            weights[i] = kept * weights[i] * (1 + eta * r) + floor;
            sum += weights[i];
        }
        double exact = 1 / sum;
        for (int i = 0; i < size; i++) {
            weights[i] *= exact;
        }
        double inverse = 1 / eta;
        shared +=
                inverseBefore == 0
                        ? Math.log(size) * inverse
                        : Math.log(size / share) * Math.max(0, inverse - inverseBefore);
        shared -= Math.log1p(-share) * inverse;
        inverseBefore = inverse;
    }

    /// Proposals mixed.
    public int size() {
        return size;
    }

    /// The share rate α.
    public double shareRate() {
        return share;
    }

    /// The last decision.
    public double decision() {
        return decision;
    }

    /// Weight of a proposal; they sum to 1 within rounding.
    public double weight(int i) {
        return weights[i];
    }

    /// Σ r_i so far: at least what the mixture has lost more than proposal i.
    public double regret(int i) {
        return regrets[i];
    }

    /// What [#regret] cannot exceed, whatever the stream.
    public double bound(int i) {
        return squares[i] + shared;
    }

    /// Saves weights, rates and both sides of the bound.
    public void writeTo(DataOutput out) throws IOException {
        Saved.write(out, weights);
        Saved.write(out, regrets);
        Saved.write(out, squares);
        out.writeDouble(variation);
        out.writeDouble(decision);
        out.writeDouble(inverseBefore);
        out.writeDouble(shared);
    }

    /// Takes the place of the saved one.
    public void readFrom(DataInput in) throws IOException {
        Saved.read(in, weights);
        Saved.read(in, regrets);
        Saved.read(in, squares);
        variation = in.readDouble();
        decision = in.readDouble();
        inverseBefore = in.readDouble();
        shared = in.readDouble();
    }
}
