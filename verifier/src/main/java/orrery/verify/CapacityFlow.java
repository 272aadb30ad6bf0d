package orrery.verify;

import java.util.Arrays;
import orrery.verify.DecisionLine.Outcome;
import orrery.verify.Finding.Check;

/// Whether the capacity in force, and the commands under way, follow from the record before.
///
/// In a replay a command is in force at the next record. So it is in a live run without an actuator,
/// unless that was restarted in between and kept from repeating the command: then all stay under way.
/// An actuator answers when it can: an answer puts one of the waiting commands in force and ends those
/// before it, and any command may fail, which ends it without effect.
final class CapacityFlow {
    enum Pace {
        AT_ONCE,
        RESTARTED,
        ANSWERED
    }

    private final Pace pace;
    private long current;
    private long[] queue = {};
    private boolean known = true;

    CapacityFlow(long initial, Pace pace) {
        this.pace = pace;
        current = initial;
    }

    static Pace pace(Manifest manifest, Configuration configuration) {
        return switch (manifest.mode()) {
            case REPLAY -> Pace.AT_ONCE;
            case SHADOW -> Pace.RESTARTED;
            case ARMED -> configuration.commands() ? Pace.ANSWERED : Pace.RESTARTED;
        };
    }

    void check(DecisionLine line, long record, Findings findings) {
        if (known && !follows(line)) {
            String before = state(current, queue);
            findings.inRecord(
                    Check.FLOW,
                    record,
                    "current",
                    state(line.current, line.pending),
                    pace == Pace.AT_ONCE
                            ? state(last(), new long[0])
                            : "what can follow " + before);
        }
        current = line.current;
        queue = line.pending;
        boolean nothingToDo = line.chosen == line.current && line.pending.length == 0;
        if (line.outcome != Outcome.DROPPED && !nothingToDo) {
            queue = Arrays.copyOf(queue, queue.length + 1);
            queue[queue.length - 1] = line.chosen;
        }
        known = true;
    }

    /// A record could not be read: the next one is believed.
    void lose() {
        known = false;
    }

    private long last() {
        return queue.length == 0 ? current : queue[queue.length - 1];
    }

    private boolean follows(DecisionLine line) {
        boolean settled = line.pending.length == 0 && line.current == last();
        boolean waiting = line.current == current && Arrays.equals(line.pending, queue);
        return switch (pace) {
            case AT_ONCE -> settled;
            case RESTARTED -> settled || waiting;
            case ANSWERED -> isAnswered(line);
        };
    }

    private boolean isAnswered(DecisionLine line) {
        boolean follows = line.current == current && isLeftOf(0, line.pending);
        for (int answered = 0; !follows && answered < queue.length; answered++) {
            follows = line.current == queue[answered] && isLeftOf(answered + 1, line.pending);
        }
        return follows;
    }

    /// Whether failures can leave these of the commands from this one on.
    private boolean isLeftOf(int from, long[] left) {
        int found = 0;
        for (int i = from; i < queue.length && found < left.length; i++) {
            found += queue[i] == left[found] ? 1 : 0;
        }
        return found == left.length;
    }

    private static String state(long current, long[] pending) {
        return current + " with pending " + Arrays.toString(pending);
    }
}
