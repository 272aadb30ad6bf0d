package orrery.solve.formula;

/// A word of the rule language and where it stands.
///
/// @param offset of its first character in the file
record Token(Kind kind, String text, int offset) {
    enum Kind {
        NUMBER,
        NAME,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    int end() {
        return offset + text.length();
    }

    /// For messages.
    String shown() {
        return kind == Kind.END ? "the end of the rule" : "'" + text + "'";
    }
}
