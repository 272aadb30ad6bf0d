package orrery.verify;

import java.util.Arrays;
import orrery.verify.DecisionLine.Outcome;
import orrery.verify.Finding.Check;
import orrery.verify.Manifest.Mode;

/// Whether the capacity in force, and the commands under way, follow from the record before.
///
/// In a replay a command is in force at the next record. In a live run commands queue up: an
/// acknowledgement takes the commands up to one of them from the front of the queue, and that one
/// is in force. A shadow record of a live run may have sent its command to a model of the machine
/// (it queues up) or to nothing (nothing changes).
final class CapacityFlow {
    private final boolean replay;
    private long current;
    private long[] queue = new long[8];
    private int queued;
    private Outcome outcome = Outcome.DROPPED;
    private boolean known = true;

    CapacityFlow(Manifest manifest) {
        replay = manifest.mode() == Mode.REPLAY;
        current = manifest.initial();
    }

    void check(DecisionLine line, long record, Findings findings) {
        if (known && !follows(line)) {
            String found = state(line.current, line.pending, line.pendingCount);
            String before = state(current, queue, queued);
            String expected =
                    replay
                            ? state(queued > 0 ? queue[0] : current, queue, 0)
                            : "what can follow " + before;
            findings.inRecord(Check.FLOW, record, "current", found, expected);
        }
        current = line.current;
        if (queue.length <= line.pendingCount) {
            queue = new long[2 * line.pendingCount];
        }
        System.arraycopy(line.pending, 0, queue, 0, line.pendingCount);
        queued = line.pendingCount;
        outcome = line.outcome;
        if (outcome != Outcome.DROPPED) {
            queue[queued++] = line.chosen;
        }
        known = true;
    }

    /// A record could not be read: the next one is believed.
    void lose() {
        known = false;
    }

    private boolean follows(DecisionLine line) {
        if (replay) {
            return line.pendingCount == 0 && line.current == (queued > 0 ? queue[0] : current);
        }
        return isQueueOf(queued, line)
                || (outcome == Outcome.SHADOW && isQueueOf(queued - 1, line));
    }

    /// Whether the state is what some acknowledgement leaves of the first `count` commands.
    private boolean isQueueOf(int count, DecisionLine line) {
        int acknowledged = count - line.pendingCount;
        return acknowledged >= 0
                && line.current == (acknowledged == 0 ? current : queue[acknowledged - 1])
                && Arrays.equals(queue, acknowledged, count, line.pending, 0, line.pendingCount);
    }

    private static String state(long current, long[] pending, int count) {
        return current + " with pending " + Arrays.toString(Arrays.copyOf(pending, count));
    }
}
