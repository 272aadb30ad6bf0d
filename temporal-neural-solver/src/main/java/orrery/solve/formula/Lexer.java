package orrery.solve.formula;

import java.util.ArrayList;
import java.util.List;
import orrery.timeline.Refusal;

/// Splits the text of a rule into tokens.
final class Lexer {
    private static final List<String> SYMBOLS =
            List.of(
                    "<->", "->", "<=", ">=", "==", "!=", "&&", "||", "<", ">", "!", "&", "|", "+",
                    "-", "*", "/", "(", ")", "[", "]", ",");

    private final Source source;
    private final int end;
    private int at;

    private Lexer(Source source, int from, int to) {
        this.source = source;
        this.at = from;
        this.end = to;
    }

    /// The tokens between two offsets, with one END after them.
    static List<Token> tokens(Source source, int from, int to) {
        Lexer lexer = new Lexer(source, from, to);
        List<Token> tokens = new ArrayList<>();
        lexer.skipBlanks();
        while (lexer.at < to) {
            tokens.add(lexer.next());
            lexer.skipBlanks();
        }
        int last = tokens.isEmpty() ? from : tokens.getLast().end();
        tokens.add(new Token(Token.Kind.END, "", last));
        return tokens;
    }

    private void skipBlanks() {
        while (at < end) {
            char c = source.text().charAt(at);
            if (c == '#') {
                int newline = source.text().indexOf('\n', at);
                at = newline < 0 ? end : Math.min(newline, end);
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                return;
            }
        }
    }

    private Token next() {
        int start = at;
        char c = source.text().charAt(at);
        if (isDigit(c) || (c == '.' && at + 1 < end && isDigit(source.text().charAt(at + 1)))) {
            number();
            return new Token(Token.Kind.NUMBER, source.text().substring(start, at), start);
        }
        if (startsName(c)) {
            while (at < end && continuesName(source.text().charAt(at))) {
                at++;
            }
            return new Token(Token.Kind.NAME, source.text().substring(start, at), start);
        }
        for (String symbol : SYMBOLS) {
            if (start + symbol.length() <= end && source.text().startsWith(symbol, start)) {
                at += symbol.length();
                return new Token(Token.Kind.SYMBOL, symbol, start);
            }
        }
        String advice =
                c == '='
                        ? "compare with '=='"
                        : "see the rule language: ! & | -> <-> G F X U R W O H Y S < <= > >= == !=";
        throw source.refuse(Refusal.Code.SYNTAX, start, "unexpected '" + c + "'", advice);
    }

    private void number() {
        digits();
        if (at < end && source.text().charAt(at) == '.') {
            at++;
            digits();
        }
        if (at + 1 < end && "eE".indexOf(source.text().charAt(at)) >= 0) {
            char sign = source.text().charAt(at + 1);
            int first = at + (sign == '+' || sign == '-' ? 2 : 1);
            if (first < end && isDigit(source.text().charAt(first))) {
                at = first;
                digits();
            }
        }
    }

    private void digits() {
        while (at < end && isDigit(source.text().charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean startsName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean continuesName(char c) {
        return startsName(c) || isDigit(c) || c == '.';
    }
}
