package orrery.solve.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orrery.timeline.Refusal;

/// The rules of one file, in its order, with the names they may use.
///
/// Threads: immutable.
public final class Specification {
    /// The longest rule file, in characters.
    public static final int TEXT_MAX = 64 * 1024;

    /// The most rules.
    public static final int RULES_MAX = 64;

    private static final Pattern HEAD = Pattern.compile("([A-Za-z0-9_-]+)[ \\t]*:");

    private final String fileName;
    private final List<Rule> rules;
    private final Vocabulary vocabulary;

    private Specification(String fileName, List<Rule> rules, Vocabulary vocabulary) {
        this.fileName = fileName;
        this.rules = List.copyOf(rules);
        this.vocabulary = vocabulary;
    }

    /// Parses a rule file: one `name: formula` a line; `#` starts a comment; a line that starts
    /// with blanks continues the one before.
    ///
    /// Refusals carry the place as `file:line:column` and show the line with a caret.
    ///
    /// @param fileName for messages
    /// @throws Refusal SYNTAX, UNKNOWN_SIGNAL, NOT_A_NUMBER; UNBOUNDED_FUTURE for a rule that no
    ///     finite observation decides; NOT_PERMITTED for a past operator over a future one; LIMIT
    ///     for a file, rule, nesting or window over its limit
    public static Specification parse(String fileName, String text, Vocabulary vocabulary) {
        if (text.length() > TEXT_MAX) {
            throw new Refusal(
                            Refusal.Code.LIMIT,
                            "the rules have " + text.length() + " characters",
                            "use at most " + TEXT_MAX)
                    .at(fileName);
        }
        Source source = new Source(fileName, text);
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (int[] span : spans(source)) {
            Rule rule = rule(source, span[0], span[1], vocabulary);
            if (rules.size() == RULES_MAX) {
                throw source.refuse(
                        Refusal.Code.LIMIT,
                        span[0],
                        "more than " + RULES_MAX + " rules",
                        "use at most " + RULES_MAX);
            }
            if (!names.add(rule.name())) {
                throw source.refuse(
                        Refusal.Code.SYNTAX,
                        span[0],
                        "a rule named '" + rule.name() + "' is there already",
                        "give each rule a name of its own");
            }
            rules.add(rule);
        }
        return new Specification(fileName, rules, vocabulary);
    }

    /// Parses one formula.
    ///
    /// @throws Refusal as {@link #parse}
    public static Formula formula(String text, Vocabulary vocabulary) {
        return Parser.parse(new Source("formula", text), 0, text.length(), vocabulary);
    }

    /// Those of the rules that satisfy a condition, in the same order.
    public Specification where(Predicate<Rule> condition) {
        return new Specification(fileName, rules.stream().filter(condition).toList(), vocabulary);
    }

    /// The name of the file, for messages.
    public String fileName() {
        return fileName;
    }

    /// The rules in the order of the file.
    public List<Rule> rules() {
        return rules;
    }

    /// The names that the rules may use.
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Specification that
                && rules.equals(that.rules)
                && vocabulary.equals(that.vocabulary);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    private static Rule rule(Source source, int from, int to, Vocabulary vocabulary) {
        Matcher head = HEAD.matcher(source.text()).region(from, to);
        if (!head.lookingAt()) {
            throw source.refuse(
                    Refusal.Code.SYNTAX,
                    from,
                    "a rule starts with its name and a colon",
                    "write name: formula; names have letters, digits, '-' and '_'");
        }
        Formula formula = Parser.parse(source, head.end(), to, vocabulary);
        String text =
                source.text()
                        .substring(head.end(), to)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
        return new Rule(head.group(1), source.line(from), text, formula);
    }

    /// From where to where each rule reaches, continuation lines included.
    private static List<int[]> spans(Source source) {
        List<int[]> spans = new ArrayList<>();
        String text = source.text();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(start, end);
            boolean empty = line.isBlank() || line.strip().startsWith("#");
            boolean continues = !empty && Character.isWhitespace(line.charAt(0));
            if (continues && spans.isEmpty()) {
                throw source.refuse(
                        Refusal.Code.SYNTAX,
                        start,
                        "the first rule starts with blanks",
                        "start it at the beginning of the line");
            }
            if (continues) {
                spans.getLast()[1] = end;
            } else if (!empty) {
                spans.add(new int[] {start, end});
            }
            start = end + 1;
        }
        return spans;
    }
}
