package orrery.operations.configuration;

import java.util.Optional;
import orrery.timeline.Refusal;

/// One key of the configuration: its name, its shape and what it is where it is left out.
///
/// @param name section and key, `capacity.min`
/// @param shape how its values are read, checked and printed
/// @param fallback the value of a key that is left out; empty: absent, or refused if required
/// @param required whether leaving it out is refused
/// @param ofTheSource whether it only says where samples come from, what is shown, or how long the
///     start may take, so that the
///     decisions from equal samples do not depend on it
record Key<T>(
        String name, Shape<T> shape, Optional<T> fallback, boolean required, boolean ofTheSource) {

    static <T> Key<T> of(String name, Shape<T> shape, T fallback) {
        return new Key<>(name, shape, Optional.of(fallback), false, false);
    }

    static <T> Key<T> optional(String name, Shape<T> shape) {
        return new Key<>(name, shape, Optional.empty(), false, false);
    }

    static <T> Key<T> required(String name, Shape<T> shape) {
        return new Key<>(name, shape, Optional.empty(), true, false);
    }

    Key<T> describingTheSource() {
        return new Key<>(name, shape, fallback, required, true);
    }

    String section() {
        return name.substring(0, name.indexOf('.'));
    }

    /// The name inside its section.
    String shortName() {
        return name.substring(name.indexOf('.') + 1);
    }

    T read(Object toml) {
        try {
            return shape.read(toml);
        } catch (Refusal refusal) {
            throw named(refusal);
        }
    }

    /// @throws Refusal OUT_OF_RANGE and the like, placed at the key's name
    void check(T value) {
        try {
            shape.check().accept(value);
        } catch (Refusal refusal) {
            throw named(refusal);
        }
    }

    void check(Optional<T> value) {
        value.ifPresent(this::check);
    }

    /// A refusal of this key's value because of what another key says.
    Refusal conflict(String found, String advice) {
        return new Refusal(Refusal.Code.OUT_OF_RANGE, name + " " + found, advice).at(name);
    }

    /// The refusal of a limit of memory that is passed. The key is that limit, in MiB.
    ///
    /// @param needed bytes
    /// @param advice how to need less
    Refusal tooLittle(long needed, String advice) {
        return new Refusal(
                        Refusal.Code.LIMIT,
                        name + " allows less than the " + needed + " bytes that are needed",
                        "set it to " + ((needed >> 20) + 1) + " or more, or " + advice)
                .at(name);
    }

    private Refusal named(Refusal refusal) {
        return new Refusal(refusal.code(), name + " " + refusal.found(), refusal.advice()).at(name);
    }
}
