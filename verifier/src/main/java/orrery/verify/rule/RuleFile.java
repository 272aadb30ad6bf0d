package orrery.verify.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orrery.timeline.Refusal;

/// Reads `rules.spec`: one rule a line as `name: formula`, `#` comments, blank lines, and lines
/// that start with a blank and go on with the rule above. At most 64 kB and 64 rules.
public final class RuleFile {
    private static final int BYTES_MAX = 65_536;
    private static final int RULES_MAX = 64;

    private final String text;
    private final List<int[]> spans = new ArrayList<>();

    private RuleFile(byte[] bytes) {
        text = withoutComments(new String(bytes, StandardCharsets.UTF_8));
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline;
            if (!text.substring(from, to).isBlank()) {
                addLine(from, to);
            }
            from = to + 1;
        }
    }

    /// @param constants names that the rules may use besides the signals
    /// @param stepNs nominal distance of samples, which says how many rows a timed window has
    /// @throws Refusal SYNTAX, UNKNOWN_SIGNAL, UNBOUNDED_FUTURE or LIMIT, with `file:line:column`
    public static List<Rule> read(byte[] bytes, Map<String, Double> constants, long stepNs) {
        if (bytes.length > BYTES_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    bytes.length + " bytes of rules",
                    "keep the rules within " + BYTES_MAX + " bytes");
        }
        RuleFile file = new RuleFile(bytes);
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int[] span : file.spans) {
            Rule rule = file.rule(span, constants, stepNs);
            if (!names.add(rule.name())) {
                throw file.refusal("a second rule '" + rule.name() + "'", "rename it", span[0]);
            }
            rules.add(rule);
        }
        if (rules.size() > RULES_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    rules.size() + " rules",
                    "keep the file within " + RULES_MAX + " rules");
        }
        return List.copyOf(rules);
    }

    private void addLine(int from, int to) {
        if (!Character.isWhitespace(text.charAt(from))) {
            spans.add(new int[] {from, to});
        } else if (spans.isEmpty()) {
            throw refusal("a continued line without a rule above", "start it at column 1", from);
        } else {
            spans.getLast()[1] = to;
        }
    }

    private Rule rule(int[] span, Map<String, Double> constants, long stepNs) {
        int colon = text.indexOf(':', span[0]);
        if (colon < 0 || colon >= span[1]) {
            throw refusal("a rule without a name", "write 'name: formula'", span[0]);
        }
        String name = text.substring(span[0], colon).strip();
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw refusal("the name '" + name + "'", "use letters, digits, '-' and '_'", span[0]);
        }
        RuleTokens tokens = new RuleTokens(text, colon + 1, span[1]);
        return new RuleParser(tokens, constants, stepNs).rule(name);
    }

    private Refusal refusal(String found, String advice, int offset) {
        return new Refusal(Refusal.Code.SYNTAX, found, advice).at(RuleTokens.place(text, offset));
    }

    private static String withoutComments(String text) {
        StringBuilder plain = new StringBuilder(text);
        boolean comment = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            comment = c != '\n' && (comment || c == '#');
            if (comment) {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
    }
}
