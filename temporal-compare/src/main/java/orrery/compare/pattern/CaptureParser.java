package orrery.compare.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orrery.timeline.Refusal;

/// Reads the text of a [CapturePattern]; the grammar stands there. What follows the elements is
/// read by [PatternParser].
final class CaptureParser {
    private static final Set<String> KEYWORDS = Set.of("within", "skip", "as", "and", "value");
    private static final List<String> FIGURES =
            List.of("first", "value", "sum", "min", "max", "count");
    private static final int NESTED_MAX = 8;
    private static final int REPEATS_MAX = 1_000_000;

    private final String text;
    private final List<CaptureElement> elements = new ArrayList<>();
    private int place;

    CaptureParser(String text) {
        this.text = text;
    }

    record Parsed(
            String text, List<CaptureElement> elements, EventPattern.Bound bound, Skip skip) {}

    Parsed parse() {
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
        boolean strict = false;
        do {
            elements.add(element(strict));
            if (elements.size() > CapturePattern.ELEMENTS_MAX) {
                throw refusal(
                        Refusal.Code.LIMIT,
                        "one element too many",
                        "use at most " + CapturePattern.ELEMENTS_MAX);
            }
            skipSpace();
            strict = text.startsWith("=>", place);
        } while (accept("->") || accept("=>"));
        EventPattern.Parsed tail = new PatternParser(text, Optional.empty()).parseTail(place);
        check(tail);
        return new Parsed(text, elements, tail.bound(), tail.skip());
    }

    private void check(EventPattern.Parsed tail) {
        CaptureElement last = elements.getLast();
        place = text.length();
        if (elements.getFirst().negated()) {
            throw syntax("nothing comes before the first '!'", "begin with what comes");
        }
        if (last.negated() && tail.bound().equals(EventPattern.Bound.NONE)) {
            throw syntax("nobody can wait for ever", "end with within and how long to wait");
        }
        if (!last.negated() && last.least() == 0) {
            throw syntax("the last element may be missing", "leave it out, or ask for one event");
        }
        boolean allOptional = true;
        for (int i = 0; i < elements.size(); i++) {
            allOptional &= elements.get(i).least() == 0;
            boolean next = i + 1 < elements.size();
            if (next && elements.get(i).negated() && elements.get(i + 1).strict()) {
                throw syntax("'!' before '=>'", "nothing comes between strict neighbours");
            }
            if (elements.get(i).negated() && elements.get(i).strict()) {
                throw syntax("'=>' before '!'", "write -> before an element that must not come");
            }
        }
        if (allOptional) {
            throw syntax("every element may be missing", "ask for at least one event");
        }
    }

    private CaptureElement element(boolean strict) {
        boolean negated = accept("!");
        List<String> names = new ArrayList<>();
        if (accept("(")) {
            do {
                names.add(name());
            } while (accept("|"));
            expect(")", "close the alternatives, as in (a|b)");
        } else {
            names.add(name());
        }
        String alias = acceptWord("as") ? name() : names.getFirst();
        int[] times = negated ? new int[] {0, 0} : times();
        List<CaptureCondition> conditions = new ArrayList<>();
        if (accept("[")) {
            do {
                conditions.add(comparison(alias));
            } while (acceptWord("and"));
            expect("]", "close the condition");
        }
        return new CaptureElement(names, alias, negated, strict, times[0], times[1], conditions);
    }

    private int[] times() {
        if (accept("?")) {
            return new int[] {0, 1};
        }
        if (accept("*")) {
            return new int[] {0, REPEATS_MAX};
        }
        if (accept("+")) {
            return new int[] {1, REPEATS_MAX};
        }
        if (!accept("{")) {
            return new int[] {1, 1};
        }
        int least = whole();
        int most = least;
        if (accept(",")) {
            skipSpace();
            most = text.startsWith("}", place) ? REPEATS_MAX : whole();
        }
        expect("}", "close the number, as in {2,5}");
        if (most < 1 || most < least) {
            throw refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "from " + least + " to " + most + " events",
                    "use a range such as {2,5}");
        }
        return new int[] {least, most};
    }

    private int whole() {
        skipSpace();
        int start = place;
        while (place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9') {
            place++;
        }
        if (start == place || place - start > 6) {
            place = start;
            throw syntax("a whole number is missing", "use 0 to 999999");
        }
        return Integer.parseInt(text, start, place, 10);
    }

    private CaptureCondition comparison(String alias) {
        List<CaptureCondition.Step> left = new ArrayList<>();
        sum(left, alias, 0);
        for (String sign : List.of("<=", ">=", "!=", "<", ">", "=")) {
            if (accept(sign)) {
                List<CaptureCondition.Step> right = new ArrayList<>();
                sum(right, alias, 0);
                return new CaptureCondition(left, sign, right);
            }
        }
        throw syntax("a comparison is missing", "use <, <=, >, >=, = or !=");
    }

    private void sum(List<CaptureCondition.Step> steps, String alias, int nested) {
        product(steps, alias, nested);
        for (char sign = sign("+-"); sign != ' '; sign = sign("+-")) {
            product(steps, alias, nested);
            steps.add(new CaptureCondition.Apply(sign));
        }
    }

    private void product(List<CaptureCondition.Step> steps, String alias, int nested) {
        factor(steps, alias, nested);
        for (char sign = sign("*/"); sign != ' '; sign = sign("*/")) {
            factor(steps, alias, nested);
            steps.add(new CaptureCondition.Apply(sign));
        }
    }

    private void factor(List<CaptureCondition.Step> steps, String alias, int nested) {
        if (nested == NESTED_MAX) {
            throw refusal(Refusal.Code.LIMIT, "too deep", "nest at most " + NESTED_MAX + " times");
        }
        if (accept("(")) {
            sum(steps, alias, nested + 1);
            expect(")", "close the parenthesis");
        } else if (accept("-")) {
            factor(steps, alias, nested + 1);
            steps.add(new CaptureCondition.Apply('~'));
        } else if (acceptWord("value")) {
            steps.add(new CaptureCondition.Value());
        } else {
            skipSpace();
            int start = place;
            while (place < text.length() && isWord(text.charAt(place))) {
                place++;
            }
            String word = text.substring(start, place);
            if (!word.isEmpty() && (Character.isDigit(word.charAt(0)) && isNumber(word))) {
                steps.add(new CaptureCondition.Literal(Double.parseDouble(word)));
            } else {
                steps.add(captured(word, start, alias));
            }
        }
    }

    private static boolean isNumber(String word) {
        return word.matches("[0-9]+(\\.[0-9]+)?([eE][0-9]+)?");
    }

    private CaptureCondition.Captured captured(String word, int start, String alias) {
        int dot = word.lastIndexOf('.');
        int figure = dot < 0 ? -1 : FIGURES.indexOf(word.substring(dot + 1));
        if (figure < 0) {
            place = start;
            throw syntax(
                    "a number is missing",
                    "write a number, value, or name.value, .first, .sum, .min, .max or .count");
        }
        String name = word.substring(0, dot);
        if (name.equals(alias)) {
            return new CaptureCondition.Captured(elements.size(), figure);
        }
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).alias().equals(name) && !elements.get(i).negated()) {
                return new CaptureCondition.Captured(i, figure);
            }
        }
        place = start;
        throw refusal(
                Refusal.Code.UNKNOWN_SIGNAL,
                "no element before is called '" + name + "'",
                "name an element that comes before");
    }

    private char sign(String signs) {
        skipSpace();
        if (place < text.length()
                && signs.indexOf(text.charAt(place)) >= 0
                && !text.startsWith("->", place)) {
            return text.charAt(place++);
        }
        return ' ';
    }

    private String name() {
        skipSpace();
        int start = place;
        while (place < text.length() && isWord(text.charAt(place))) {
            place++;
        }
        String word = text.substring(start, place);
        if (word.isEmpty() || KEYWORDS.contains(word) || word.charAt(0) == '.') {
            place = start;
            throw syntax("a symbol is missing", "name one: letters, digits, _ and .");
        }
        return word;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private boolean acceptWord(String keyword) {
        skipSpace();
        int end = place + keyword.length();
        if (text.startsWith(keyword, place)
                && (end == text.length() || !isWord(text.charAt(end)))) {
            place = end;
            return true;
        }
        return false;
    }

    private boolean accept(String sign) {
        skipSpace();
        if (text.startsWith(sign, place)) {
            place += sign.length();
            return true;
        }
        return false;
    }

    private void expect(String sign, String advice) {
        if (!accept(sign)) {
            throw syntax("'" + sign + "' is missing", advice);
        }
    }

    private void skipSpace() {
        while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
            place++;
        }
    }

    private Refusal syntax(String found, String advice) {
        return refusal(Refusal.Code.SYNTAX, found, advice);
    }

    private Refusal refusal(Refusal.Code code, String found, String advice) {
        return PatternParser.refusal(text, place, new Refusal(code, found, advice));
    }
}
