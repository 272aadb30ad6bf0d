package orrery.compare.pattern;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.timeline.Refusal;

/// Finds the matches of one [EventPattern] in one stream of events, as they end.
///
/// The pattern runs as a bit automaton: bit i of one long says that some partial match has served
/// steps 0 to i. **Eviction**: of the partial matches that have come equally far, only the one that
/// started last is kept. It is within the bound whenever any of them is, and a skip drops it only
/// together with all of them, so no match is lost; what is lost are other matches that end at the
/// same event. State is two longs a step, whatever the stream.
///
/// Cost: O(steps that the event serves), a few ns for an event that serves none. Threads: confined
/// to one. Allocation: none after construction.
public final class EventMatcher {
    private final EventPattern pattern;
    private final long[] stepsBySymbol;
    private final long[] startNs;
    private final long[] startSample;
    private final boolean timed;
    private final long length;
    private final Skip skip;
    private final long lastStep;
    private final long symbolsUsed;

    private long reached;
    private long sample;
    private long lastNs = Long.MIN_VALUE;
    private long matches;
    private long matchStartNs;
    private long matchEndNs;
    private long matchSamples;

    EventMatcher(EventPattern pattern) {
        this.pattern = pattern;
        this.stepsBySymbol = pattern.stepsBySymbol();
        this.startNs = new long[pattern.length()];
        this.startSample = new long[pattern.length()];
        this.timed = pattern.bound().timed();
        this.length = pattern.bound().length();
        this.skip = pattern.skip();
        this.lastStep = 1L << (pattern.length() - 1);
        long used = 0;
        for (int symbol = 0; symbol < stepsBySymbol.length; symbol++) {
            used |= stepsBySymbol[symbol] == 0 ? 0 : 1L << symbol;
        }
        this.symbolsUsed = used;
    }

    /// Takes the next event.
    ///
    /// @param symbols bit n for symbol n of the alphabet; 0 for an event that only counts as a
    ///     sample
    /// @param timeNs not before that of the event before it
    /// @return whether a match ends here
    /// @throws Refusal TIME_BACKWARD; the event is then not taken
    public boolean next(long symbols, long timeNs) {
        long steps = 0;
        for (long left = symbols & symbolsUsed; left != 0; left &= left - 1) {
            steps |= stepsBySymbol[Long.numberOfTrailingZeros(left)];
        }
        return advance(steps, timeNs);
    }

    /// Takes the next event, one that carries one symbol.
    ///
    /// @param symbol its number in the alphabet; a negative one serves no step
    /// @param timeNs not before that of the event before it
    /// @return whether a match ends here
    /// @throws Refusal TIME_BACKWARD; the event is then not taken
    public boolean nextSymbol(int symbol, long timeNs) {
        long steps = symbol >= 0 && symbol < Alphabet.SIZE_MAX ? stepsBySymbol[symbol] : 0;
        return advance(steps, timeNs);
    }

    // Hot path: most events serve no step that is open and leave here.
    private boolean advance(long steps, long timeNs) {
        if (timeNs < lastNs) {
            throw backward(timeNs);
        }
        lastNs = timeNs;
        sample++;
        long served = steps & (reached << 1 | 1);
        if (served == 0) {
            return false;
        }
        // From the last step to the first, so that an event does not serve two steps of one match.
        for (long left = served & ~1L; left != 0; ) {
            int step = 63 - Long.numberOfLeadingZeros(left);
            left &= ~(1L << step);
            take(step, timeNs);
        }
        if ((served & 1) != 0) {
            startNs[0] = timeNs;
            startSample[0] = sample;
            reached |= 1;
        }
        return (served & reached & lastStep) != 0 && report(timeNs);
    }

    private void take(int step, long timeNs) {
        long sinceStart = timed ? timeNs - startNs[step - 1] : sample - startSample[step - 1];
        // Differences of times may pass the largest long: such a one is negative.
        if (sinceStart >= 0 && sinceStart < length) {
            startNs[step] = startNs[step - 1];
            startSample[step] = startSample[step - 1];
            reached |= 1L << step;
        } else {
            // Too old for good; and what has come further started no later.
            reached &= (1L << (step - 1)) - 1;
        }
    }

    private boolean report(long timeNs) {
        int last = startNs.length - 1;
        matches++;
        matchStartNs = startNs[last];
        matchEndNs = timeNs;
        matchSamples = sample - startSample[last] + 1;
        long from = startSample[last];
        reached &= ~lastStep;
        switch (skip) {
            case NONE -> {}
            case PAST_LAST -> reached = 0;
            case TO_NEXT -> {
                while (reached != 0) {
                    int furthest = 63 - Long.numberOfLeadingZeros(reached);
                    if (startSample[furthest] > from) {
                        break;
                    }
                    reached &= ~(1L << furthest);
                }
            }
        }
        return true;
    }

    /// Matches reported so far.
    public long matches() {
        return matches;
    }

    /// Events taken so far.
    public long samples() {
        return sample;
    }

    /// Time of the first event of the last match.
    ///
    /// @throws IllegalStateException before the first match
    public long matchStartNs() {
        checkMatched();
        return matchStartNs;
    }

    /// Time of the last event of the last match.
    ///
    /// @throws IllegalStateException before the first match
    public long matchEndNs() {
        checkMatched();
        return matchEndNs;
    }

    /// Events from the first to the last of the last match, both and all in between counted.
    ///
    /// @throws IllegalStateException before the first match
    public long matchSamples() {
        checkMatched();
        return matchSamples;
    }

    /// Saves pattern and state: 16 bytes a step, the text, and 65 more.
    public void writeTo(DataOutput out) throws IOException {
        out.writeUTF(pattern.toString());
        out.writeUTF(String.join(" ", pattern.alphabet().names()));
        out.writeLong(reached);
        out.writeLong(sample);
        out.writeLong(lastNs);
        out.writeLong(matches);
        out.writeLong(matchStartNs);
        out.writeLong(matchEndNs);
        out.writeLong(matchSamples);
        for (int step = 0; step < startNs.length; step++) {
            out.writeLong(startNs[step]);
            out.writeLong(startSample[step]);
        }
    }

    /// Takes the place of the saved one: from here on both report the same matches.
    ///
    /// @throws Refusal CORRUPT if it was saved with another pattern or alphabet; nothing is changed
    public void readFrom(DataInput in) throws IOException {
        expect("pattern", in.readUTF(), pattern.toString());
        expect("symbols", in.readUTF(), String.join(" ", pattern.alphabet().names()));
        reached = in.readLong();
        sample = in.readLong();
        lastNs = in.readLong();
        matches = in.readLong();
        matchStartNs = in.readLong();
        matchEndNs = in.readLong();
        matchSamples = in.readLong();
        for (int step = 0; step < startNs.length; step++) {
            startNs[step] = in.readLong();
            startSample[step] = in.readLong();
        }
    }

    private void checkMatched() {
        if (matches == 0) {
            throw new IllegalStateException("no match yet of " + pattern);
        }
    }

    private Refusal backward(long timeNs) {
        return new Refusal(
                        Refusal.Code.TIME_BACKWARD,
                        timeNs + " ns follows " + lastNs + " ns",
                        "give the events in the order of their times")
                .at("event " + sample);
    }

    private static void expect(String name, String found, String expected) {
        if (!found.equals(expected)) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "saved with " + name + " '" + found + "', here '" + expected + "'",
                    "restore with the pattern of the saved matcher");
        }
    }
}
