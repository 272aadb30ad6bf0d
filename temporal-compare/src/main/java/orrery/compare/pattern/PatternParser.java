package orrery.compare.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orrery.timeline.Refusal;

/// Reads the text of an [EventPattern]; the grammar stands there.
final class PatternParser {
    private static final String WITHIN = "within";
    private static final String SKIP = "skip";
    private static final Map<String, Long> UNITS_NS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "min", 60_000_000_000L,
                    "h", 3_600_000_000_000L,
                    "d", 86_400_000_000_000L);
    private static final List<String> BOUND_WORDS =
            List.of("samples", "ns", "us", "ms", "s", "min", "h", "d", SKIP);

    private final String text;
    private final Optional<Alphabet> alphabet;
    private int place;

    PatternParser(String text, Optional<Alphabet> alphabet) {
        this.text = text;
        this.alphabet = alphabet;
    }

    static boolean isName(String word) {
        if (word.isEmpty() || !startsName(word.charAt(0)) || isKeyword(word)) {
            return false;
        }
        return word.chars().allMatch(c -> continuesName((char) c));
    }

    EventPattern.Parsed parse() {
        if (text.length() > EventPattern.TEXT_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    "a pattern of " + text.length() + " characters",
                    "use at most " + EventPattern.TEXT_MAX);
        }
        if (text.isBlank()) {
            throw new Refusal(
                    Refusal.Code.EMPTY, "no pattern", "write for example 'a -> b within 50'");
        }
        List<List<String>> steps = new ArrayList<>();
        do {
            if (steps.size() == EventPattern.STEPS_MAX) {
                throw refusal(
                        Refusal.Code.LIMIT,
                        "one step too many",
                        "use at most " + EventPattern.STEPS_MAX);
            }
            steps.add(step());
        } while (accept("->"));
        return tail(steps);
    }

    /// Reads what follows the steps, from a place on.
    EventPattern.Parsed parseTail(int from) {
        place = from;
        return tail(List.of());
    }

    private EventPattern.Parsed tail(List<List<String>> steps) {
        EventPattern.Bound bound = acceptWord(WITHIN) ? bound() : EventPattern.Bound.NONE;
        Skip skip = acceptWord(SKIP) ? skip() : Skip.NONE;
        if (!atEnd()) {
            throw unexpectedTail();
        }
        return new EventPattern.Parsed(text, steps, bound, skip);
    }

    private List<String> step() {
        if (!accept("(")) {
            return List.of(name());
        }
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (accept("|"));
        if (!accept(")")) {
            throw syntax("'|' or ')' is missing", "close the alternatives, as in (a|b)");
        }
        return names;
    }

    private String name() {
        skipSpace();
        int start = place;
        String word = word();
        if (word.isEmpty() || !startsName(word.charAt(0)) || isKeyword(word)) {
            place = start;
            throw syntax(
                    "a symbol is missing",
                    "name one: a letter or _, then letters, digits, _ and .");
        }
        if (alphabet.isPresent() && alphabet.get().number(word).isEmpty()) {
            place = start;
            throw refusal(
                    Refusal.Code.UNKNOWN_SIGNAL,
                    "nothing is called '" + word + "'",
                    closest(word, alphabet.get().names())
                            .orElse("use one of " + String.join(", ", alphabet.get().names())));
        }
        return word;
    }

    private EventPattern.Bound bound() {
        long number = number();
        skipSpace();
        int start = place;
        String unit = word();
        if (unit.isEmpty() || unit.equals(SKIP) || unit.equals("samples")) {
            place = unit.equals(SKIP) ? start : place;
            return new EventPattern.Bound(false, number);
        }
        Long unitNs = UNITS_NS.get(unit);
        if (unitNs == null) {
            place = start;
            throw syntax(
                    "'" + unit + "' is not a unit",
                    closest(unit, BOUND_WORDS).orElse("use samples, ns, us, ms, s, min, h or d"));
        }
        if (number > Long.MAX_VALUE / unitNs) {
            place = start;
            throw refusal(Refusal.Code.OUT_OF_RANGE, "more than 292 years", "use a shorter time");
        }
        return new EventPattern.Bound(true, number * unitNs);
    }

    private long number() {
        skipSpace();
        int start = place;
        while (place < text.length() && Character.digit(text.charAt(place), 10) >= 0) {
            place++;
        }
        int end = place;
        place = start;
        if (start == end) {
            throw syntax("a whole number is missing", "write for example within 50, or 5 min");
        }
        if (end - start > 18 || Long.parseLong(text, start, end, 10) == 0) {
            throw refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "within " + text.substring(start, end),
                    "use 1 to 999999999999999999");
        }
        place = end;
        return Long.parseLong(text, start, end, 10);
    }

    private Skip skip() {
        skipSpace();
        int start = place;
        while (place < text.length()
                && (continuesName(text.charAt(place)) || text.charAt(place) == '-')) {
            place++;
        }
        String word = text.substring(start, place);
        List<String> names = new ArrayList<>();
        for (Skip skip : Skip.values()) {
            if (skip.text().equals(word)) {
                return skip;
            }
            names.add(skip.text());
        }
        place = start;
        throw syntax(
                word.isEmpty() ? "a way to skip is missing" : "'" + word + "' is no way to skip",
                closest(word, names).orElse("use " + String.join(", ", names)));
    }

    private Refusal unexpectedTail() {
        skipSpace();
        int start = place;
        String word = word();
        place = start;
        String found = word.isEmpty() ? text.substring(start, start + 1) : word;
        Optional<String> meant =
                isKeyword(word) ? Optional.empty() : closest(word, List.of(WITHIN, SKIP));
        return syntax(
                "'" + found + "' is not expected here",
                meant.orElse("go on with '->', 'within' or 'skip', in this order, or end"));
    }

    private boolean accept(String sign) {
        skipSpace();
        if (!text.startsWith(sign, place)) {
            return false;
        }
        place += sign.length();
        return true;
    }

    private boolean acceptWord(String keyword) {
        skipSpace();
        int start = place;
        if (word().equals(keyword)) {
            return true;
        }
        place = start;
        return false;
    }

    private String word() {
        int start = place;
        while (place < text.length() && continuesName(text.charAt(place))) {
            place++;
        }
        return text.substring(start, place);
    }

    private void skipSpace() {
        while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
            place++;
        }
    }

    private boolean atEnd() {
        skipSpace();
        return place == text.length();
    }

    private static boolean startsName(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean continuesName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private static boolean isKeyword(String word) {
        return word.equals(WITHIN) || word.equals(SKIP);
    }

    private Refusal syntax(String found, String advice) {
        return refusal(Refusal.Code.SYNTAX, found, advice);
    }

    // The caret stands below the place, whatever white space the text has.
    private Refusal refusal(Refusal.Code code, String found, String advice) {
        skipSpace();
        return refusal(text, place, new Refusal(code, found, advice));
    }

    static Refusal refusal(String text, int place, Refusal bare) {
        String line = text.replaceAll("\\s", " ");
        String caret = " ".repeat(place) + "^";
        String found = bare.found() + "\n  " + line + "\n  " + caret + "\n ";
        return new Refusal(bare.code(), found, bare.advice()).at("column " + (place + 1));
    }

    private static Optional<String> closest(String word, List<String> names) {
        String best = "";
        int least = Math.max(1, Math.min(2, word.length() / 2)) + 1;
        for (String name : names) {
            int edits = edits(word, name);
            if (edits < least) {
                least = edits;
                best = name;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of("did you mean '" + best + "'?");
    }

    // Levenshtein distance, one row; the words are short.
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
