package orrery.solve.formula;

/// A name that rules may use, what it holds and in which range.
///
/// @param name letters, digits, `_` and `.`, starting with a letter or `_`
/// @param type a truth value or a number
/// @param min least value that occurs; may be -infinity
/// @param max greatest value that occurs; may be +infinity
public record Signal(String name, Type type, double min, double max) {
    /// What a signal holds.
    public enum Type {
        /// a truth value, passed to monitors as 0 or 1
        BOOLEAN,
        /// a number
        NUMBER
    }
}
