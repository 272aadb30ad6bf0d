package orrery.solve.formula;

import java.util.List;
import orrery.timeline.Refusal;

/// The tokens of one rule, how far they are read, and the limits on what is built of them.
final class Tokens {
    private final Source source;
    private final List<Token> all;
    private int next;
    private int depth;
    private int nodes;

    Tokens(Source source, List<Token> all) {
        this.source = source;
        this.all = all;
    }

    Source source() {
        return source;
    }

    Token peek() {
        return all.get(next);
    }

    Token next() {
        Token token = all.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    boolean skip(String symbol) {
        if (peek().is(symbol)) {
            next++;
            return true;
        }
        return false;
    }

    void need(String symbol) {
        if (!skip(symbol)) {
            throw expected("'" + symbol + "'");
        }
    }

    void countNode(Token at) {
        nodes++;
        if (nodes > Parser.NODES_MAX) {
            throw refuse(
                    Refusal.Code.LIMIT,
                    at,
                    "the rule has more than " + Parser.NODES_MAX + " operators and operands",
                    "split it into several rules");
        }
    }

    void enter(Token at) {
        depth++;
        if (depth > Parser.NESTING_MAX) {
            throw refuse(
                    Refusal.Code.LIMIT,
                    at,
                    "the rule nests deeper than " + Parser.NESTING_MAX,
                    "split it into several rules");
        }
    }

    void leave() {
        depth--;
    }

    Refusal expected(String what) {
        Token found = peek();
        return refuse(
                Refusal.Code.SYNTAX,
                found,
                "expected " + what + ", found " + found.shown(),
                found.kind() == Token.Kind.NAME
                        ? Suggestion.among(found.text(), Keyword.words())
                        : "");
    }

    Refusal refuse(Refusal.Code code, Token at, String problem, String advice) {
        return source.refuse(code, at.offset(), problem, advice);
    }
}
