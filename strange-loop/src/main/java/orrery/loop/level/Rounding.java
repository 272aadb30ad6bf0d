package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// From a mixed proposal to a whole capacity: of the neighbouring integers the one that would have
/// been cheapest over the last misses of the mixture itself.
///
/// Moves a proposal by at most [#REACH], so it adds at most `REACH · (1 + shortfall weight)` to the
/// cost of a step. Threads: confined to one. Allocation: none.
public final class Rounding {
    static final int REACH = 2;
    private static final int ENOUGH = 40;

    private final ConformalResiduals misses = new ConformalResiduals();
    private final double shortfallWeight;
    private final double changeWeight;

    /// @param shortfallWeight cost of a missing unit, in units of capacity
    /// @param changeWeight cost of a unit of change
    public Rounding(double shortfallWeight, double changeWeight) {
        this.shortfallWeight = shortfallWeight;
        this.changeWeight = changeWeight;
    }

    /// Takes what the last mixed proposal missed by: demand less proposal.
    public void learn(double miss) {
        misses.add(miss);
    }

    /// @param mixed proposal, finite, 0 or more
    /// @param inForce capacity in force
    /// @return the capacity to ask for
    public int round(double mixed, int inForce) {
        int from = (int) Math.floor(mixed);
        if (misses.count() < ENOUGH) {
            return (int) Math.ceil(mixed - 0.3);
        }
        int best = from;
        double least = Double.POSITIVE_INFINITY;
        for (int n = from + REACH; n >= from - REACH; n--) {
            double cost =
                    n
                            + shortfallWeight * misses.meanExcess(n - mixed)
                            + changeWeight * Math.abs(n - inForce);
            if (cost > least) {
                // Convex in n: it only rises from here on.
                break;
            }
            least = cost;
            best = n;
        }
        return best;
    }

    /// Saves the misses.
    public void writeTo(DataOutput out) throws IOException {
        misses.writeTo(out);
    }

    /// Takes the place of the saved one.
    public void readFrom(DataInput in) throws IOException {
        misses.readFrom(in);
    }
}
