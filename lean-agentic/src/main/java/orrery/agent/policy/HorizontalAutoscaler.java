package orrery.agent.policy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.timeline.Refusal;

/// The rule of the Kubernetes Horizontal Pod Autoscaler: keep utilisation at a target.
///
/// The wanted capacity is ⌈demand / target⌉; it stays as it is while the ratio of utilisation to
/// target is within 10 % of 1; the largest of the last few wishes is proposed (stabilisation).
/// Missing demand holds the capacity and enters no wish. O(stabilisation) a call, allocates
/// nothing.
///
/// Source: Kubernetes documentation, "Horizontal Pod Autoscaling", algorithm details.
public final class HorizontalAutoscaler implements Policy {
    private static final double TOLERANCE = 0.1;

    private final double target;
    private final int[] wishes;
    private long seen;

    private HorizontalAutoscaler(double target, int stabilisation) {
        this.target = target;
        this.wishes = new int[stabilisation];
    }

    /// @param target wanted utilisation, above 0 and at most 2
    /// @param stabilisation number of latest wishes whose largest counts, 1 to 10,000
    /// @throws Refusal OUT_OF_RANGE
    public static HorizontalAutoscaler of(double target, int stabilisation) {
        if (!(target > 0 && target <= 2)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "target is " + target, "use above 0 and at most 2");
        }
        if (stabilisation < 1 || stabilisation > 10_000) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "stabilisation is " + stabilisation + " steps",
                    "use 1 to 10,000");
        }
        return new HorizontalAutoscaler(target, stabilisation);
    }

    @Override
    public int propose(double demand, int current) {
        if (Double.isNaN(demand)) {
            return current;
        }
        int wish = (int) Math.ceil(demand / target);
        if (Math.abs(demand / Math.max(current, 1) / target - 1) < TOLERANCE) {
            wish = current;
        }
        wishes[(int) (seen++ % wishes.length)] = wish;
        int known = (int) Math.min(seen, wishes.length);
        int largest = wishes[0];
        for (int i = 1; i < known; i++) {
            largest = Math.max(largest, wishes[i]);
        }
        return largest;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(seen);
        for (int wish : wishes) {
            out.writeInt(wish);
        }
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        seen = in.readLong();
        for (int i = 0; i < wishes.length; i++) {
            wishes[i] = in.readInt();
        }
    }
}
