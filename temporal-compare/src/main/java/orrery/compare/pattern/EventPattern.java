package orrery.compare.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;

/// A sequence of symbols to be found in a stream of events, in order, with anything in between.
///
/// ```text
/// pattern = step { "->" step } [ "within" bound ] [ "skip" ( "none" | "past-last" | "to-next" ) ]
/// step    = name | "(" name { "|" name } ")"
/// bound   = number [ "samples" | "ns" | "us" | "ms" | "s" | "min" | "h" | "d" ]
/// name    = letter or "_", then letters, digits, "_" and "."; not "within" or "skip"
/// ```
/// Each step takes one event, later than that of the step before; an event with several symbols
/// still serves one step. `within 50` (samples, which is every event, matching or not) asks that
/// first and last event lie less than 50 events apart, so within 50 in a row; `within 5 min` that
/// they lie less than 5 minutes apart. Without `within` any distance will do. Without `skip` it is
/// `none`; see [Skip].
///
/// Limits: 64 steps, 64 symbols, 4,096 characters. Threads: immutable; each stream takes a
/// [#matcher()] of its own.
public final class EventPattern {
    public static final int STEPS_MAX = 64;
    public static final int TEXT_MAX = 4096;

    private final String text;
    private final Alphabet alphabet;
    private final long[] steps;
    private final Bound bound;
    private final Skip skip;

    /// How far apart first and last event may be: less than `length` samples or nanoseconds.
    record Bound(boolean timed, long length) {
        static final Bound NONE = new Bound(false, Long.MAX_VALUE);
    }

    EventPattern(Parsed parsed, Alphabet alphabet) {
        this.text = parsed.text();
        this.alphabet = alphabet;
        this.bound = parsed.bound();
        this.skip = parsed.skip();
        this.steps = new long[parsed.steps().size()];
        for (int i = 0; i < steps.length; i++) {
            for (String name : parsed.steps().get(i)) {
                steps[i] |= alphabet.bit(name);
            }
        }
    }

    /// What the parser read, before the names have numbers.
    record Parsed(String text, List<List<String>> steps, Bound bound, Skip skip) {}

    /// Parses a pattern; its alphabet is its symbols in the order of their first mention.
    ///
    /// @throws Refusal SYNTAX with the text and a caret under the place, EMPTY, TOO_LONG (text), or
    ///     LIMIT (steps, symbols)
    public static EventPattern parse(String text) {
        Parsed parsed = new PatternParser(text, Optional.empty()).parse();
        List<String> names =
                new ArrayList<>(parsed.steps().stream().flatMap(List::stream).distinct().toList());
        return new EventPattern(parsed, Alphabet.of(names));
    }

    /// Parses a pattern over the symbols of a stream.
    ///
    /// @throws Refusal as [#parse(String)], and UNKNOWN_SIGNAL for a symbol that the alphabet lacks
    public static EventPattern parse(String text, Alphabet alphabet) {
        return new EventPattern(new PatternParser(text, Optional.of(alphabet)).parse(), alphabet);
    }

    /// A matcher at the start of a stream.
    public EventMatcher matcher() {
        return new EventMatcher(this);
    }

    /// The number of a symbol, or -1 where the alphabet lacks it.
    public int symbol(String name) {
        return alphabet.number(name).orElse(-1);
    }

    public Alphabet alphabet() {
        return alphabet;
    }

    public Skip skip() {
        return skip;
    }

    /// Number of steps.
    public int length() {
        return steps.length;
    }

    /// The text it was parsed from.
    @Override
    public String toString() {
        return text;
    }

    Bound bound() {
        return bound;
    }

    /// For each symbol the set of steps that it serves, a bit a step.
    long[] stepsBySymbol() {
        long[] served = new long[Alphabet.SIZE_MAX];
        for (int step = 0; step < steps.length; step++) {
            for (long left = steps[step]; left != 0; left &= left - 1) {
                served[Long.numberOfTrailingZeros(left)] |= 1L << step;
            }
        }
        return served;
    }
}
