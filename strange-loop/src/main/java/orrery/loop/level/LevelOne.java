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
                double sound = raised > 0 ? raised : 0;
                proposals[f * quantiles.length + q] = sound < max ? sound : max;
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

    /// How the mean of the proposals moves with the newest sample, 0 to 1.5.
    ///
    /// @param levels weighs the experts
    public double slope(Levels levels) {
        double sum = 0;
        for (int f = 0; f < kinds.length; f++) {
            sum += weight(levels, f) * forecasters.slope(kinds[f].slot());
        }
        return sum;
    }

    /// Mean recent error of the forecasters, in units of capacity.
    ///
    /// @param levels weighs the experts
    public double typicalError(Levels levels) {
        double sum = 0;
        for (int f = 0; f < kinds.length; f++) {
            sum += weight(levels, f) * residuals[f].typicalError();
        }
        return sum;
    }

    private double weight(Levels levels, int forecaster) {
        double sum = 0;
        for (int q = 0; q < quantiles.length; q++) {
            sum += levels.weight(forecaster * quantiles.length + q);
        }
        return sum;
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
