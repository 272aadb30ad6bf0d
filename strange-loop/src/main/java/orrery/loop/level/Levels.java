package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Levels 2 and 3: mixtures of the experts at several share rates, and the mixture of those.
///
/// The cost of a capacity n at demand x is `n + shortfall·max(0, x − n) + change·|n − in force|`,
/// convex in n, so each mixture has the bound of [Mixture]; against expert i the top level cannot
/// cost more than the bound of level 3 for share rate j plus that of mixture j for expert i, for
/// every j. Threads: confined to one. Allocation: none after construction.
public final class Levels {
    private static final double TOP_SHARE = 0.001;

    private final Mixture[] mixtures;
    private final Mixture top;
    private final double[] decisions;
    private final double[] costs;
    private final double[] combined;
    private double cost;
    private long samples;

    /// What a capacity costs at the step being scored.
    ///
    /// @param shortfall weight of a missing unit
    /// @param change weight of a unit of change
    /// @param inForce capacity that a change is counted from
    public record Costs(double shortfall, double change, int inForce) {
        /// Cost of capacity n at that demand.
        public double of(double n, double demand) {
            // The sum of a number and its size is twice its positive part, exactly.
            double missing = demand - n;
            return n
                    + shortfall * (0.5 * (missing + Math.abs(missing)))
                    + change * Math.abs(n - inForce);
        }

        double gradient(double n, double demand) {
            double slope = n > inForce ? change : n < inForce ? -change : 0;
            return (demand > n ? 1 - shortfall : 1) + slope;
        }
    }

    /// @param experts 2 or more
    /// @param shareRates 2 or more
    public Levels(int experts, double[] shareRates) {
        mixtures = new Mixture[shareRates.length];
        for (int j = 0; j < shareRates.length; j++) {
            mixtures[j] = new Mixture(experts, shareRates[j]);
        }
        top = new Mixture(shareRates.length, TOP_SHARE);
        decisions = new double[shareRates.length];
        costs = new double[experts];
        combined = new double[LevelKernels.padded(experts, MixtureKernels.PARTS)];
        combine();
    }

    /// Scores the last decisions with the demand now seen.
    public void score(double[] proposals, double demand, Costs prices) {
        for (int i = 0; i < costs.length; i++) {
            costs[i] += prices.of(proposals[i], demand);
        }
        cost += prices.of(top.decision(), demand);
        top.learn(prices.gradient(top.decision(), demand));
        for (Mixture mixture : mixtures) {
            mixture.learn(prices.gradient(mixture.decision(), demand));
        }
        samples++;
    }

    /// Decides for the next step.
    public double decide(double[] proposals) {
        for (int j = 0; j < mixtures.length; j++) {
            decisions[j] = mixtures[j].decide(proposals);
        }
        combine();
        return top.decide(decisions);
    }

    private void combine() {
        Arrays.fill(combined, 0);
        for (int j = 0; j < mixtures.length; j++) {
            mixtures[j].addWeights(combined, top.weight(j));
        }
    }

    /// The last decision of level 3.
    public double decision() {
        return top.decision();
    }

    /// The last decision of a mixture of level 2.
    public double mixtureDecision(int j) {
        return mixtures[j].decision();
    }

    /// Weight of an expert in the last decision, over both levels.
    public double weight(int i) {
        return combined[i];
    }

    /// Weight of a mixture at level 3.
    public double topWeight(int j) {
        return top.weight(j);
    }

    /// Cost of the decisions of level 3 so far.
    public double cost() {
        return cost;
    }

    /// What an expert would have cost so far.
    public double expertCost(int i) {
        return costs[i];
    }

    /// The expert that would have cost least.
    public int bestExpert() {
        int best = 0;
        for (int i = 1; i < costs.length; i++) {
            if (costs[i] < costs[best]) {
                best = i;
            }
        }
        return best;
    }

    /// What `cost() - expertCost(i)` cannot exceed.
    public double bound(int i) {
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < mixtures.length; j++) {
            least = Math.min(least, top.bound(j) + mixtures[j].bound(i));
        }
        return least;
    }

    /// Samples scored.
    public long samples() {
        return samples;
    }

    /// Saves all weights and both sides of the bounds.
    public void writeTo(DataOutput out) throws IOException {
        for (Mixture mixture : mixtures) {
            mixture.writeTo(out);
        }
        top.writeTo(out);
        Saved.write(out, decisions);
        Saved.write(out, costs);
        Saved.write(out, combined);
        out.writeDouble(cost);
        out.writeLong(samples);
    }

    /// Takes the place of the saved one.
    public void readFrom(DataInput in) throws IOException {
        for (Mixture mixture : mixtures) {
            mixture.readFrom(in);
        }
        top.readFrom(in);
        Saved.read(in, decisions);
        Saved.read(in, costs);
        Saved.read(in, combined);
        cost = in.readDouble();
        samples = in.readLong();
    }
}
