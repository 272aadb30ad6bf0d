package orrery.verify;

import java.util.List;
import java.util.function.Predicate;
import orrery.verify.SampleRun.Decision;

/// Sample runs to be tampered with, each with records of every kind, and where those are.
final class TamperedRuns {
    static final int RECORDS = 40;
    private static final SampleRun ARMED = ofEveryKind("armed", true);
    private static final SampleRun REPLAY = ofEveryKind("replay", false);

    private TamperedRuns() {}

    static SampleRun armed() {
        return ARMED.copy();
    }

    static SampleRun replay() {
        return REPLAY.copy();
    }

    /// The first record for which this holds, with one record after it at least.
    static int firstRecord(SampleRun run, Predicate<Decision> wanted) {
        for (int n = 1; n < RECORDS - 1; n++) {
            if (wanted.test(run.decisions.get(n))) {
                return n;
            }
        }
        throw new AssertionError("the sample run has no such record");
    }

    /// One record of each kind that the armed run has.
    static List<Integer> kinds() {
        return List.of(
                0,
                firstRecord(ARMED, d -> d.ruling.equals("allow") && d.outcome.equals("acted")),
                firstRecord(ARMED, d -> d.ruling.equals("repair") && d.outcome.equals("acted")),
                firstRecord(ARMED, d -> d.ruling.equals("deny")),
                firstRecord(ARMED, d -> d.outcome.equals("dropped") && !d.reason.equals("killed")),
                firstRecord(ARMED, d -> d.reason.equals("killed")),
                firstRecord(ARMED, d -> d.pending.size() > 1),
                RECORDS - 1);
    }

    /// The run of the first seed that has what the tests look for.
    private static SampleRun ofEveryKind(String mode, boolean armed) {
        for (long seed = 0; seed < 1_000; seed++) {
            SampleRun run = new SampleRun(mode, RECORDS, seed, armed);
            if (armed ? hasArmedKinds(run) : hasReplayKinds(run)) {
                return run;
            }
        }
        throw new AssertionError("no seed gives a run of every kind");
    }

    private static boolean hasArmedKinds(SampleRun run) {
        return has(run, d -> d.ruling.equals("allow") && d.outcome.equals("acted"))
                && has(run, d -> d.ruling.equals("repair") && d.outcome.equals("acted"))
                && has(run, d -> d.ruling.equals("deny"))
                && has(run, d -> d.outcome.equals("dropped") && !d.reason.equals("killed"))
                && has(run, d -> d.reason.equals("killed"))
                && has(run, d -> d.pending.size() > 1)
                && has(run, d -> Double.isNaN(d.input) && !d.rule.matches("|headroom"));
    }

    private static boolean hasReplayKinds(SampleRun run) {
        return has(run, d -> d.outcome.equals("acted") && d.chosen != d.current)
                && has(run, d -> d.outcome.equals("dropped") && d.chosen != d.current)
                && has(run, d -> d.reason.equals("killed"))
                && has(run, d -> d.ruling.equals("repair") && d.outcome.equals("dropped"))
                && has(run, d -> d.chosen < d.current && d.n > 2 && d.outcome.equals("acted"));
    }

    private static boolean has(SampleRun run, Predicate<Decision> wanted) {
        return run.decisions.subList(1, RECORDS - 1).stream().anyMatch(wanted);
    }
}
