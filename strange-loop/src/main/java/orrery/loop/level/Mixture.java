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
    // All padded: a proposal that is not there has no weight and is never regretted.
    private final double[] mixed;
    private final double[] weights;
    private final double[] floors;
    private final double[] regrets;
    private final double[] squares;
    private final double[] instant;
    private final double[] instantSquares;
    private final double logSize;
    private final double logSwitch;
    private final double logKept;
    private double variation;
    private double decision;
    private double inverseBefore;
    private double shared;

    /// @param size proposals, 1 to 4,096
    /// @param share share rate, over 0 and below 1
    public Mixture(int size, double share) {
        this.size = Check.within("proposals", size, 1, 4096);
        this.share = Check.over0Below1("share rate", share);
        int padded = LevelKernels.padded(size, MixtureKernels.PARTS);
        this.mixed = new double[padded];
        this.weights = new double[padded];
        this.floors = new double[padded];
        this.regrets = new double[padded];
        this.squares = new double[padded];
        this.instant = new double[padded];
        this.instantSquares = new double[padded];
        this.logSize = Math.log(size);
        this.logSwitch = Math.log(size / share);
        this.logKept = Math.log1p(-share);
        Arrays.fill(weights, 0, size, 1.0 / size);
        Arrays.fill(floors, 0, size, share / size);
    }

    /// Mixes the proposals; the answer is also what the next [#learn] is about.
    ///
    /// @param proposals finite numbers, one for each weight
    public double decide(double[] proposals) {
        System.arraycopy(proposals, 0, mixed, 0, size);
        decision = MixtureKernels.dot(weights, mixed);
        Arrays.fill(mixed, size, mixed.length, decision);
        return decision;
    }

    /// Moves weight to those of the last proposals that the gradient speaks for.
    ///
    /// @param gradient a subgradient of the loss at the last decision, finite
    public void learn(double gradient) {
        double largest = MixtureKernels.regrets(mixed, decision, gradient, instant, instantSquares);
        if (!(largest > 1e-12) || !(largest < 1e150)) {
            return;
        }
        variation = variation * KEPT + MixtureKernels.dot(weights, instantSquares);
        update(rate(largest));
    }

    // The learning rate: second order, discounted, never over half the inverse of the range.
    private double rate(double largest) {
        double wanted = RATE * Math.sqrt(logSize / (variation + 1e-300));
        return Math.min(wanted, 0.5 / largest);
    }

    private void update(double eta) {
        double exact = 1 / MixtureKernels.reweigh(weights, instant, eta, 1 - share, floors);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= exact;
        }
        MixtureKernels.add(regrets, 1, instant);
        MixtureKernels.add(squares, eta, instantSquares);
        double inverse = 1 / eta;
        shared +=
                inverseBefore == 0
                        ? logSize * inverse
                        : logSwitch * Math.max(0, inverse - inverseBefore);
        shared -= logKept * inverse;
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

    /// Adds the weights, times a factor, to as many sums, padded like them.
    void addWeights(double[] sums, double factor) {
        MixtureKernels.add(sums, factor, weights);
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
        out.writeInt(size);
        Saved.write(out, mixed);
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
        Saved.expect(size, in.readInt());
        Saved.read(in, mixed);
        Saved.read(in, weights);
        Saved.read(in, regrets);
        Saved.read(in, squares);
        variation = in.readDouble();
        decision = in.readDouble();
        inverseBefore = in.readDouble();
        shared = in.readDouble();
    }
}
