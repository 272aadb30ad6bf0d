package orrery.compare.pattern;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.timeline.Refusal;

/// Finds the matches of one [CapturePattern] in one stream of events, as they end.
///
/// **Eviction**: where an event begins a run and there is no place for it, the run that began first
/// is dropped: it is the nearest to its bound. [#evictions()] counts them; while it is 0 no match
/// was lost. Cost: O(runs) an event, and none for an event that no element names where nothing is
/// strict. Memory: 48 bytes a run and element. Threads: confined to one. Allocation: none after
/// construction.
public final class CaptureMatcher {
    private final CapturePattern pattern;
    private final CaptureElement[] elements;
    private final long[] masks;
    private final CaptureRuns runs;
    private final CapturedMatch match;
    private final double[] stack = new double[CaptureCondition.DEPTH_MAX];
    private final boolean anyStrict;
    private final int capacity;
    private long events;
    private long lastNs = Long.MIN_VALUE;
    private long matches;
    private long evictions;

    CaptureMatcher(CapturePattern pattern, int capacity) {
        this.pattern = pattern;
        this.elements = pattern.elements().toArray(new CaptureElement[0]);
        this.masks = pattern.masks();
        this.capacity = capacity;
        this.runs = new CaptureRuns(capacity + 1, elements.length);
        this.match = new CapturedMatch(pattern, runs);
        this.anyStrict = pattern.elements().stream().anyMatch(CaptureElement::strict);
    }

    /// Takes the next event.
    ///
    /// @param symbol as [CapturePattern#symbol(String)] numbers it; negative for one that no
    ///     element names
    /// @param timeNs not before that of the event before it
    /// @throws Refusal TIME_BACKWARD; the event is then not taken
    public void next(int symbol, double value, long timeNs, CaptureListener listener) {
        if (timeNs < lastNs) {
            throw new Refusal(
                            Refusal.Code.TIME_BACKWARD,
                            timeNs + " ns follows " + lastNs + " ns",
                            "give the events in the order of their times")
                    .at("event " + events);
        }
        lastNs = timeNs;
        expire(events, timeNs, listener);
        if (symbol >= 0 || anyStrict) {
            take(symbol, value, listener);
        }
        events++;
    }

    /// Ends the stream: what only waits for nothing to come is a match.
    public void end(CaptureListener listener) {
        while (runs.size() > 0) {
            int place = runs.place(0);
            if (waits(place)) {
                report(place, listener);
                drop(place);
            } else {
                runs.remove(0);
            }
        }
    }

    private void expire(long sample, long timeNs, CaptureListener listener) {
        EventPattern.Bound bound = pattern.bound();
        while (runs.size() > 0) {
            int place = runs.place(0);
            long since =
                    bound.timed() ? timeNs - runs.startNs[place] : sample - runs.startSample[place];
            // A difference of times that passes the largest long is negative.
            if (since >= 0 && since < bound.length()) {
                return;
            }
            if (waits(place)) {
                report(place, listener);
                drop(place);
            } else {
                runs.remove(0);
            }
        }
    }

    // Whether all that is left of the pattern must not come.
    private boolean waits(int place) {
        int at = runs.element[place];
        for (int j = at + 1; j < elements.length; j++) {
            if (!elements[j].negated()) {
                return false;
            }
        }
        return runs.count(place, at) >= elements[at].least();
    }

    private void take(int symbol, double value, CaptureListener listener) {
        for (int rank = 0; rank < runs.size(); ) {
            int place = runs.place(rank);
            int taken = advance(place, symbol, value);
            if (taken == KILLED) {
                runs.remove(rank);
            } else if (taken == TAKEN && complete(place)) {
                report(place, listener);
                if (pattern.skip() == Skip.PAST_LAST) {
                    runs.clear();
                    return;
                }
                rank = pattern.skip() == Skip.TO_NEXT ? 0 : rank;
                drop(place);
            } else {
                rank++;
            }
        }
        begin(symbol, value, listener);
    }

    private static final int KEPT = 0;
    private static final int TAKEN = 1;
    private static final int KILLED = 2;

    private int advance(int place, int symbol, double value) {
        int at = runs.element[place];
        boolean enough = runs.count(place, at) >= elements[at].least();
        boolean strict = false;
        for (int j = at + 1; j < elements.length && enough; j++) {
            boolean serves = serves(place, j, symbol, value);
            if (elements[j].negated()) {
                if (serves) {
                    return KILLED;
                }
                continue;
            }
            strict |= elements[j].strict();
            boolean near = !elements[j].strict() || runs.lastSample[place] == events - 1;
            if (serves && near) {
                capture(place, j, value);
                return TAKEN;
            }
            if (elements[j].least() > 0) {
                break;
            }
        }
        if (runs.count(place, at) < elements[at].most() && serves(place, at, symbol, value)) {
            capture(place, at, value);
            return TAKEN;
        }
        return strict ? KILLED : KEPT;
    }

    private boolean serves(int place, int number, int symbol, double value) {
        if (symbol < 0 || (masks[number] >>> symbol & 1) == 0) {
            return false;
        }
        CaptureElement element = elements[number];
        for (int i = 0; i < element.conditions().size(); i++) {
            int from = runs.capturedFrom(place);
            if (!element.conditions().get(i).holds(value, runs.captured, from, stack)) {
                return false;
            }
        }
        return true;
    }

    private void capture(int place, int number, double value) {
        runs.element[place] = number;
        runs.lastSample[place] = events;
        runs.lastNs[place] = lastNs;
        runs.capture(place, number, value);
    }

    private boolean complete(int place) {
        int at = runs.element[place];
        return at == elements.length - 1 && runs.count(place, at) >= elements[at].least();
    }

    private void begin(int symbol, double value, CaptureListener listener) {
        if (symbol < 0) {
            return;
        }
        int place = runs.add();
        runs.startSample[place] = events;
        runs.startNs[place] = lastNs;
        for (int j = 0; j < elements.length; j++) {
            if (!elements[j].negated() && serves(place, j, symbol, value)) {
                capture(place, j, value);
                if (complete(place)) {
                    report(place, listener);
                    drop(place);
                } else if (runs.size() > capacity) {
                    runs.remove(0);
                    evictions++;
                }
                return;
            }
            if (elements[j].least() > 0) {
                break;
            }
        }
        runs.remove(runs.size() - 1);
    }

    private void report(int place, CaptureListener listener) {
        matches++;
        listener.match(match.of(place));
    }

    // Removes a run that matched, and what the skip drops with it.
    private void drop(int place) {
        long start = runs.startSample[place];
        long end = runs.lastSample[place];
        for (int rank = 0; rank < runs.size(); ) {
            int other = runs.place(rank);
            boolean dropped =
                    other == place
                            || switch (pattern.skip()) {
                                case NONE -> false;
                                case PAST_LAST -> runs.startSample[other] <= end;
                                case TO_NEXT -> runs.startSample[other] <= start;
                            };
            if (dropped) {
                runs.remove(rank);
            } else {
                rank++;
            }
        }
    }

    /// Matches reported so far.
    public long matches() {
        return matches;
    }

    /// Events taken so far.
    public long events() {
        return events;
    }

    /// Runs dropped so far for want of a place: each could have become a match.
    public long evictions() {
        return evictions;
    }

    /// Runs alive.
    public int runs() {
        return runs.size();
    }

    /// Saves pattern and state: 48 bytes a run and element, and 36 a run.
    public void writeTo(DataOutput out) throws IOException {
        out.writeUTF(pattern.toString());
        out.writeLong(events);
        out.writeLong(lastNs);
        out.writeLong(matches);
        out.writeLong(evictions);
        runs.writeTo(out);
    }

    /// Takes the place of the saved one: from here on both report the same matches.
    ///
    /// @throws Refusal CORRUPT if it was saved with another pattern; nothing is changed
    public void readFrom(DataInput in) throws IOException {
        String saved = in.readUTF();
        if (!saved.equals(pattern.toString())) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "saved with pattern '" + saved + "', here '" + pattern + "'",
                    "restore with the pattern of the saved matcher");
        }
        events = in.readLong();
        lastNs = in.readLong();
        matches = in.readLong();
        evictions = in.readLong();
        runs.readFrom(in);
    }
}
