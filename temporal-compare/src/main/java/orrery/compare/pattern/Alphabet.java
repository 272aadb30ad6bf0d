package orrery.compare.pattern;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orrery.timeline.Refusal;

/// The symbols of a stream of events, numbered from 0 in the order given; at most [#SIZE_MAX].
///
/// An event carries any number of them at once: a long with bit `n` set for symbol `n`. Patterns
/// parsed with one alphabet read the same events. Threads: immutable.
public final class Alphabet {
    public static final int SIZE_MAX = 64;

    private final List<String> names;
    private final Map<String, Integer> numbers;

    private Alphabet(List<String> names) {
        this.names = List.copyOf(names);
        this.numbers = new LinkedHashMap<>();
        for (String name : this.names) {
            if (!PatternParser.isName(name)) {
                throw new Refusal(
                        Refusal.Code.SYNTAX,
                        "'" + name + "' is not a name of a symbol",
                        "use a letter or _, then letters, digits, _ and .; not within or skip");
            }
            if (numbers.put(name, numbers.size()) != null) {
                throw new Refusal(
                        Refusal.Code.SYNTAX, "symbol '" + name + "' twice", "name each once");
            }
        }
    }

    /// @throws Refusal SYNTAX (a name that no pattern can hold, or one twice), LIMIT (over 64)
    public static Alphabet of(String... names) {
        return of(List.of(names));
    }

    static Alphabet of(List<String> names) {
        if (names.size() > SIZE_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    names.size() + " symbols",
                    "use at most " + SIZE_MAX + ", or one symbol for what is never told apart");
        }
        return new Alphabet(names);
    }

    /// @return names by number
    public List<String> names() {
        return names;
    }

    public Optional<Integer> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }

    /// The bit of a symbol in an event, or no bit where the alphabet lacks it.
    public long bit(String name) {
        Integer number = numbers.get(name);
        return number == null ? 0 : 1L << number;
    }
}
