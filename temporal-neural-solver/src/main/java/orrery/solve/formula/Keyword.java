package orrery.solve.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The words of the rule language.
enum Keyword {
    TRUE("true"),
    FALSE("false"),
    NOT("not"),
    AND("and"),
    OR("or"),
    NEXT("X"),
    YESTERDAY("Y"),
    ALWAYS("G"),
    EVENTUALLY("F"),
    HISTORICALLY("H"),
    ONCE("O"),
    UNTIL("U"),
    RELEASE("R"),
    WEAK_UNTIL("W"),
    SINCE("S"),
    ABSOLUTE("abs"),
    MINIMUM("min"),
    MAXIMUM("max"),
    SUM_PAST("sum_past"),
    MIN_PAST("min_past"),
    MAX_PAST("max_past"),
    AVG_PAST("avg_past"),
    COUNT_PAST("count_past"),
    INFINITE("inf");

    final String word;

    Keyword(String word) {
        this.word = word;
    }

    static Optional<Keyword> of(String word) {
        for (Keyword keyword : values()) {
            if (keyword.word.equals(word)) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(keyword -> keyword.word).toList();
    }
}
