package orrery.solve.internal;

import java.io.DataInput;
import java.io.IOException;
import orrery.timeline.Refusal;

/// Checks on what is read back from a checkpoint.
public final class Stored {
    private Stored() {}

    /// A count between 0 and a limit.
    ///
    /// @throws Refusal CORRUPT if it is outside
    public static int count(DataInput in, int limit) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > limit) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "a stored count is " + count + ", the limit is " + limit,
                    "restore the state of the same rules and limits");
        }
        return count;
    }
}
