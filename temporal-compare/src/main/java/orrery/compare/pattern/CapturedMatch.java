package orrery.compare.pattern;

import orrery.timeline.Refusal;

/// A match of a [CapturePattern], and what its elements captured.
public final class CapturedMatch {
    private final CapturePattern pattern;
    private final CaptureRuns runs;
    private int place;

    CapturedMatch(CapturePattern pattern, CaptureRuns runs) {
        this.pattern = pattern;
        this.runs = runs;
    }

    CapturedMatch of(int run) {
        place = run;
        return this;
    }

    /// Number of its first event, from 0.
    public long start() {
        return runs.startSample[place];
    }

    public long startNs() {
        return runs.startNs[place];
    }

    /// Number of the last event that it took, from 0.
    public long end() {
        return runs.lastSample[place];
    }

    public long endNs() {
        return runs.lastNs[place];
    }

    /// Events that an element took; 0 for an optional one that did not come.
    ///
    /// @throws Refusal UNKNOWN_SIGNAL for a name that no element has
    public int count(String alias) {
        return (int) figure(alias, CaptureRuns.COUNT);
    }

    /// Value of the first event that an element took; NaN where there is none.
    ///
    /// @throws Refusal UNKNOWN_SIGNAL
    public double first(String alias) {
        return figure(alias, CaptureRuns.FIRST);
    }

    /// Value of the last event that an element took; NaN where there is none.
    ///
    /// @throws Refusal UNKNOWN_SIGNAL
    public double last(String alias) {
        return figure(alias, CaptureRuns.LAST);
    }

    /// Sum of the values that an element took; NaN where there is none.
    ///
    /// @throws Refusal UNKNOWN_SIGNAL
    public double sum(String alias) {
        return figure(alias, CaptureRuns.SUM);
    }

    private double figure(String alias, int figure) {
        int element = pattern.element(alias);
        return runs.captured[runs.capturedFrom(place) + element * CaptureRuns.FIGURES + figure];
    }
}
