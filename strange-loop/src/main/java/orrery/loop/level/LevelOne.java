package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The experts of level 1: every enabled forecaster at every quantile of what it misses by.
///
/// Expert `f·Q + q` is forecaster f raised by the q-th conformal quantile of its residuals.
/// Threads: confined to one. Allocation: none after construction.
public final class LevelOne {
    private final ExpertKind[] kinds;
    private final double[] quantiles;
    private final double max;
    private final Forecasters forecasters = new Forecasters();
    private final ConformalResiduals[] residuals;
    private final double[] proposals;

    /// @param kinds 1 or more
    /// @param quantiles each over 0 and below 1, 1 or more
    /// @param max largest proposal
    public LevelOne(ExpertKind[] kinds, double[] quantiles, double max) {
        this.kinds = kinds.clone();
        this.quantiles = quantiles.clone();
        this.max = max;
        this.residuals = new ConformalResiduals[kinds.length];
        for (int f = 0; f < kinds.length; f++) {
            residuals[f] = new ConformalResiduals();
        }
        this.proposals = new double[kinds.length * quantiles.length];
    }

    /// Takes the demand that the last proposals were for.
    ///
    /// @param demand finite, 0 or more
    public void learn(double demand) {
        if (forecasters.ready()) {
            for (int f = 0; f < kinds.length; f++) {
                residuals[f].add(demand - forecasters.expected(kinds[f].slot()));
            }
        }
        forecasters.learn(demand);
    }

    /// Renews the proposals for the next sample.
    public void propose(Neighbours neighbours, Regime regime) {
        forecasters.forecast(neighbours, regime);
        for (int f = 0; f < kinds.length; f++) {
            double expected = forecasters.expected(kinds[f].slot());
            ConformalResiduals missed = residuals[f];
            for (int q = 0; q < quantiles.length; q++) {
                double raised =
                        missed.enough()
                                ? expected + missed.quantile(quantiles[q])
                                : 1.15 * expected + 1;
                proposals[f * quantiles.length + q] = Math.max(0, Math.min(max, raised));
            }
        }
    }

    /// The proposals, in units of capacity, not rounded; the array itself, not to be written.
    public double[] proposals() {
        return proposals;
    }

    /// Experts: forecasters times quantiles.
    public int size() {
        return proposals.length;
    }

    /// Name of an expert, for example `rls@0.9`.
    public String name(int i) {
        return kinds[i / quantiles.length].label() + "@" + quantiles[i % quantiles.length];
    }

    /// How an expert's proposal moves with the newest sample, 0 to 1.5.
    public double slope(int i) {
        return forecasters.slope(kinds[i / quantiles.length].slot());
    }

    /// Mean recent error of the expert's forecaster, in units of capacity.
    public double typicalError(int i) {
        return residuals[i / quantiles.length].typicalError();
    }

    /// Shorter season found so far, in samples; 0 while none is found.
    public int season() {
        return forecasters.seasons().first();
    }

    /// Longer season found so far, a multiple of the shorter; 0 while none is found.
    public int longSeason() {
        return forecasters.seasons().second();
    }

    /// Saves everything learnt.
    public void writeTo(DataOutput out) throws IOException {
        forecasters.writeTo(out);
        for (ConformalResiduals missed : residuals) {
            missed.writeTo(out);
        }
        Saved.write(out, proposals);
    }

    /// Takes the place of the saved one.
    public void readFrom(DataInput in) throws IOException {
        forecasters.readFrom(in);
        for (ConformalResiduals missed : residuals) {
            missed.readFrom(in);
        }
        Saved.read(in, proposals);
    }
}
