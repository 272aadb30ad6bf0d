package orrery.compare.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orrery.timeline.Refusal;

/// A pattern of events that says what may be missing, repeat or not come, and compares values.
///
/// ```text
/// pattern    = element { ( "->" | "=>" ) element } [ "within" bound ] [ "skip" strategy ]
/// element    = [ "!" ] symbols [ "as" name ] [ "?" | "*" | "+" | "{n}" | "{n,}" | "{n,m}" ]
///              [ "[" comparison { "and" comparison } "]" ]
/// symbols    = name | "(" name { "|" name } ")"
/// comparison = sum ( "<" | "<=" | ">" | ">=" | "=" | "!=" ) sum
/// sum        = numbers, "value", name.value, name.first, name.sum, name.min, name.max, name.count,
///              with + - * / and parentheses
/// ```
/// `a -> b` lets anything come in between, `a => b` nothing. `!b` between two elements means that no
/// such event comes between them; at the end, that none comes within the bound. `value` is that of
/// the event at hand, `a.value` the last one that `a` took; what was not captured compares as
/// false. `within` and `skip` are those of [EventPattern]. A name may begin with a digit here.
///
/// **Which match.** Each event that can begin a match begins a run, and a run takes each event
/// that it can, and never goes back: an event goes to the next element if it can, else to the
/// element that repeats. So there is at most one match for each first event: the one that ends
/// first. Of matches that end together the one that began first comes first; with `skip none` all
/// are reported, otherwise those that the first one leaves.
///
/// Limits: 32 elements, 64 symbols, 4,096 characters. Threads: immutable.
public final class CapturePattern {
    public static final int ELEMENTS_MAX = 32;

    /// Runs at a time, where nothing else is asked for.
    public static final int RUNS_DEFAULT = 1024;

    public static final int RUNS_MAX = 1 << 20;

    private final String text;
    private final List<CaptureElement> elements;
    private final EventPattern.Bound bound;
    private final Skip skip;
    private final List<String> symbols;
    private final Map<String, Integer> aliases = new TreeMap<>();

    private CapturePattern(CaptureParser.Parsed parsed) {
        this.text = parsed.text();
        this.elements = parsed.elements();
        this.bound = parsed.bound();
        this.skip = parsed.skip();
        this.symbols =
                new ArrayList<>(
                        elements.stream().flatMap(e -> e.names().stream()).distinct().toList());
        if (symbols.size() > Alphabet.SIZE_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    symbols.size() + " symbols",
                    "use at most " + Alphabet.SIZE_MAX);
        }
        for (int i = 0; i < elements.size(); i++) {
            aliases.putIfAbsent(elements.get(i).alias(), i);
        }
    }

    /// @throws Refusal SYNTAX or UNKNOWN_SIGNAL with the text and a caret under the place, EMPTY,
    ///     TOO_LONG (text), LIMIT (elements, symbols), OUT_OF_RANGE
    public static CapturePattern parse(String text) {
        return new CapturePattern(new CaptureParser(text).parse());
    }

    /// A matcher at the start of a stream, for up to [#RUNS_DEFAULT] runs at a time.
    public CaptureMatcher matcher() {
        return matcher(RUNS_DEFAULT);
    }

    /// @param runs most runs at a time, up to [#RUNS_MAX]
    /// @throws Refusal OUT_OF_RANGE
    public CaptureMatcher matcher(int runs) {
        if (runs < 1 || runs > RUNS_MAX) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, runs + " runs at a time", "use 1 to " + RUNS_MAX);
        }
        return new CaptureMatcher(this, runs);
    }

    /// The number of a symbol, or -1 where no element names it.
    public int symbol(String name) {
        return symbols.indexOf(name);
    }

    /// The symbols by number.
    public List<String> symbols() {
        return List.copyOf(symbols);
    }

    int element(String alias) {
        return Optional.ofNullable(aliases.get(alias))
                .orElseThrow(() ->
                        new Refusal(
                                Refusal.Code.UNKNOWN_SIGNAL,
                                "no element is called '" + alias + "'",
                                "use one of " + String.join(", ", aliases.keySet())));
    }

    List<CaptureElement> elements() {
        return elements;
    }

    /// For each element its symbols, a bit a symbol.
    long[] masks() {
        long[] masks = new long[elements.size()];
        for (int i = 0; i < masks.length; i++) {
            for (String name : elements.get(i).names()) {
                masks[i] |= 1L << symbols.indexOf(name);
            }
        }
        return masks;
    }

    EventPattern.Bound bound() {
        return bound;
    }

    Skip skip() {
        return skip;
    }

    /// The text it was parsed from.
    @Override
    public String toString() {
        return text;
    }
}
