package orrery.solve.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orrery.timeline.Refusal;

/// The names that rules may use: signals by index, and constants.
///
/// ```java
/// Vocabulary vocabulary =
///         Vocabulary.builder()
///                 .number("up", 0, 40)
///                 .truth("shortage")
///                 .constant("max_replicas", 40)
///                 .build();
/// ```
///
/// Threads: immutable.
public final class Vocabulary {
    /// The most signals and the most constants.
    public static final int NAMES_MAX = 1024;

    private final List<Signal> signals;
    private final Map<String, Integer> indexes;
    private final Map<String, Double> constants;

    private Vocabulary(
            List<Signal> signals, Map<String, Integer> indexes, Map<String, Double> constants) {
        this.signals = List.copyOf(signals);
        this.indexes = Map.copyOf(indexes);
        this.constants = new LinkedHashMap<>(constants);
    }

    /// A builder without names.
    public static Builder builder() {
        return new Builder();
    }

    /// The signals; a signal's place is its index in the rows that monitors take.
    public List<Signal> signals() {
        return signals;
    }

    /// The constants by name, in the order in which they were added.
    public Map<String, Double> constants() {
        return java.util.Collections.unmodifiableMap(constants);
    }

    /// The number of signals: the length of a row.
    public int size() {
        return signals.size();
    }

    /// The index of a signal in a row.
    ///
    /// @throws Refusal UNKNOWN_SIGNAL if there is none of that name
    public int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new Refusal(
                    Refusal.Code.UNKNOWN_SIGNAL,
                    "no signal is named '" + name + "'",
                    Suggestion.among(name, indexes.keySet()));
        }
        return index;
    }

    /// The signal of that name.
    public Optional<Signal> signal(String name) {
        Integer index = indexes.get(name);
        return index == null ? Optional.empty() : Optional.of(signals.get(index));
    }

    /// The value of the constant of that name.
    public Optional<Double> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary that
                && signals.equals(that.signals)
                && constants.equals(that.constants);
    }

    @Override
    public int hashCode() {
        return signals.hashCode() + 31 * constants.hashCode();
    }

    /// Collects names. Threads: confined.
    public static final class Builder {
        private final List<Signal> signals = new ArrayList<>();
        private final Map<String, Integer> indexes = new LinkedHashMap<>();
        private final Map<String, Double> constants = new LinkedHashMap<>();

        private Builder() {}

        /// A number signal and the range in which it stays.
        ///
        /// @throws Refusal OUT_OF_RANGE unless min <= max
        public Builder number(String name, double min, double max) {
            if (!(min <= max)) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE,
                        "the range of " + name + " is [" + min + ", " + max + "]",
                        "use min <= max");
            }
            return add(new Signal(name, Signal.Type.NUMBER, min, max));
        }

        /// A number signal of unknown range.
        public Builder number(String name) {
            return number(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }

        /// A boolean signal.
        public Builder truth(String name) {
            return add(new Signal(name, Signal.Type.BOOLEAN, 0, 1));
        }

        /// A constant.
        ///
        /// @throws Refusal NOT_A_NUMBER if the value is not finite
        public Builder constant(String name, double value) {
            check(name);
            if (!Double.isFinite(value)) {
                throw new Refusal(
                        Refusal.Code.NOT_A_NUMBER,
                        "the constant " + name + " is " + value,
                        "use a finite number");
            }
            if (constants.size() >= NAMES_MAX) {
                throw tooMany("constants");
            }
            constants.put(name, value);
            return this;
        }

        /// The vocabulary of the names added so far.
        public Vocabulary build() {
            return new Vocabulary(signals, indexes, constants);
        }

        private Builder add(Signal signal) {
            check(signal.name());
            if (signals.size() >= NAMES_MAX) {
                throw tooMany("signals");
            }
            indexes.put(signal.name(), signals.size());
            signals.add(signal);
            return this;
        }

        private void check(String name) {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*") || Keyword.of(name).isPresent()) {
                throw new Refusal(
                        Refusal.Code.SYNTAX,
                        "'" + name + "' cannot be a name in rules",
                        "use letters, digits, '_' and '.', and no word of the rule language");
            }
            if (indexes.containsKey(name) || constants.containsKey(name)) {
                throw new Refusal(
                        Refusal.Code.NOT_PERMITTED,
                        "the name '" + name + "' is there already",
                        "use each name once");
            }
        }

        private static Refusal tooMany(String what) {
            return new Refusal(
                    Refusal.Code.LIMIT,
                    "more than " + NAMES_MAX + " " + what,
                    "use at most " + NAMES_MAX);
        }
    }
}
