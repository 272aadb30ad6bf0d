package orrery.verify.rule;

import java.util.ArrayList;
import java.util.List;
import orrery.timeline.Refusal;

/// The words of one rule, each with its place in the file.
final class RuleTokens {
    private static final List<String> SYMBOLS =
            List.of(
                    "<->", "->", "<=", ">=", "==", "!=", "&&", "||", "<", ">", "!", "&", "|", "(",
                    ")", "[", "]", ",", "+", "-", "*", "/");

    private static final int WORDS_MAX = 4_000;

    enum Kind {
        NAME,
        NUMBER,
        SYMBOL,
        END
    }

    record Token(Kind kind, String text, int offset) {}

    private final String file;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /// @param file the whole file, comments blanked out
    RuleTokens(String file, int from, int to) {
        this.file = file;
        int at = from;
        while (at < to) {
            if (Character.isWhitespace(file.charAt(at))) {
                at++;
            } else {
                Token token = tokenAt(at, to);
                tokens.add(token);
                at += token.text().length();
            }
        }
        tokens.add(new Token(Kind.END, "", to));
        if (tokens.size() > WORDS_MAX) {
            String found = tokens.size() + " words in one rule";
            throw refusal(Refusal.Code.LIMIT, found, "keep it within " + WORDS_MAX, from);
        }
    }

    private Token tokenAt(int at, int to) {
        char first = file.charAt(at);
        if (isDigit(first)) {
            return new Token(Kind.NUMBER, file.substring(at, numberEnd(at, to)), at);
        }
        int end = at;
        while (end < to && isNamePart(file.charAt(end))) {
            end++;
        }
        if (end > at) {
            return new Token(Kind.NAME, file.substring(at, end), at);
        }
        for (String symbol : SYMBOLS) {
            if (file.startsWith(symbol, at)) {
                return new Token(Kind.SYMBOL, symbol, at);
            }
        }
        throw refusal(Refusal.Code.SYNTAX, "found '" + first + "'", "write a formula", at);
    }

    private int numberEnd(int from, int to) {
        int end = digitsEnd(from, to);
        if (end + 1 < to && file.charAt(end) == '.' && isDigit(file.charAt(end + 1))) {
            end = digitsEnd(end + 1, to);
        }
        if (end < to && (file.charAt(end) == 'e' || file.charAt(end) == 'E')) {
            boolean signed = end + 1 < to && "+-".indexOf(file.charAt(end + 1)) >= 0;
            int digits = signed ? end + 2 : end + 1;
            if (digits < to && isDigit(file.charAt(digits))) {
                end = digitsEnd(digits, to);
            }
        }
        return end;
    }

    private int digitsEnd(int from, int to) {
        int end = from;
        while (end < to && isDigit(file.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    /// Takes the next word if it is this one, be it a symbol or a name.
    boolean takes(String text) {
        if (peek().kind() == Kind.END || !peek().text().equals(text)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String text) {
        if (!takes(text)) {
            throw unexpected("write '" + text + "' here");
        }
    }

    Refusal unexpected(String advice) {
        Token token = peek();
        String found = token.kind() == Kind.END ? "the end of the rule" : "'" + token.text() + "'";
        return refusal(Refusal.Code.SYNTAX, "found " + found, advice, token.offset());
    }

    Refusal refusal(Refusal.Code code, String found, String advice, int offset) {
        return new Refusal(code, found, advice).at(place(file, offset));
    }

    /// @return `rules.spec:line:column`, both from 1
    static String place(String file, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (file.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return "rules.spec:" + line + ":" + (offset - lineStart + 1);
    }
}
