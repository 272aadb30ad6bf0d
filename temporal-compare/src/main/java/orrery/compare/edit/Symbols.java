package orrery.compare.edit;

import java.util.List;
import orrery.timeline.Refusal;

/// A sequence of symbols: characters, numbers, words, or anything with `equals` and `hashCode`.
///
/// Characters and numbers are numbers: the code point 97 is the `int` 97. Immutable where the
/// objects in it are. Memory 8 bytes a symbol.
public final class Symbols {
    /// Most symbols of a sequence.
    public static final int LENGTH_MAX = 16_777_216;

    private final long[] numbers;
    private final Object[] objects;
    private final boolean numeric;

    private Symbols(long[] numbers, Object[] objects, boolean numeric) {
        this.numbers = numbers;
        this.objects = objects;
        this.numeric = numeric;
    }

    /// The Unicode code points of a text: one symbol where Java has a pair of `char`.
    ///
    /// This is what the methods that take a `String` use: a person who changes one character makes
    /// one edit, and no half of a pair is ever matched with the half of another. Distances that are
    /// to agree with a library that counts `char` take [#utf16(String)].
    ///
    /// Letters and accents written apart are two symbols; normalise the text first where that
    /// matters.
    ///
    /// @throws Refusal TOO_LONG
    public static Symbols text(String text) {
        checkLength(text.length());
        long[] numbers = new long[text.length()];
        int surrogates = 0;
        for (int i = 0; i < numbers.length; i++) {
            char c = text.charAt(i);
            numbers[i] = c;
            surrogates |= Character.isSurrogate(c) ? 1 : 0;
        }
        return numeric(surrogates == 0 ? numbers : text.codePoints().asLongStream().toArray());
    }

    /// The UTF-16 units of a text, its `char`: a character beyond the first 65,536 is two symbols.
    ///
    /// @throws Refusal TOO_LONG
    public static Symbols utf16(String text) {
        checkLength(text.length());
        return numeric(text.chars().asLongStream().toArray());
    }

    /// The words of a text, by white space.
    ///
    /// @throws Refusal TOO_LONG
    public static Symbols words(String text) {
        String trimmed = text.strip();
        return trimmed.isEmpty() ? of(List.of()) : of(List.of(trimmed.split("\\s+")));
    }

    /// @throws Refusal TOO_LONG
    public static Symbols of(int... symbols) {
        checkLength(symbols.length);
        long[] numbers = new long[symbols.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = symbols[i];
        }
        return numeric(numbers);
    }

    /// @throws Refusal TOO_LONG
    public static Symbols of(long... symbols) {
        checkLength(symbols.length);
        return numeric(symbols.clone());
    }

    /// @throws Refusal TOO_LONG
    public static Symbols of(List<?> symbols) {
        checkLength(symbols.size());
        return new Symbols(new long[0], symbols.toArray(), false);
    }

    private static Symbols numeric(long[] numbers) {
        return new Symbols(numbers, new Object[0], true);
    }

    static void checkLength(int length) {
        if (length > LENGTH_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    length + " symbols",
                    "compare at most " + LENGTH_MAX + " at a time");
        }
    }

    public int length() {
        return numeric ? numbers.length : objects.length;
    }

    boolean isNumeric() {
        return numeric;
    }

    long number(int index) {
        return numbers[index];
    }

    Object object(int index) {
        return objects[index];
    }
}
