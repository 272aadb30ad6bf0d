package orrery.solve.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;

/// Parses comparisons and what they compare.
final class Terms {
    private final Tokens tokens;
    private final Vocabulary vocabulary;
    private final Parser parser;

    Terms(Tokens tokens, Vocabulary vocabulary, Parser parser) {
        this.tokens = tokens;
        this.vocabulary = vocabulary;
        this.parser = parser;
    }

    Formula truth(Term term) {
        return switch (term) {
            case Term.Truthful(var formula, var _) -> formula;
            case Term.Numeric(var _, var offset) ->
                    throw tokens.source()
                            .refuse(
                                    Refusal.Code.SYNTAX,
                                    offset,
                                    "a number stands where a formula is needed",
                                    "compare it, for example with '<= 3'");
        };
    }

    private Expression number(Term term) {
        return switch (term) {
            case Term.Numeric(var expression, var _) -> expression;
            case Term.Truthful(var _, var offset) ->
                    throw tokens.source()
                            .refuse(
                                    Refusal.Code.SYNTAX,
                                    offset,
                                    "a formula stands where a number is needed",
                                    "use it without comparing: p or !p");
        };
    }

    /// A boolean atom, a number, or a chain of comparisons: `a <= x < b`.
    Term comparison() {
        Term first = sum();
        if (relation(tokens.peek()).isEmpty()) {
            return first;
        }
        Expression left = number(first);
        Optional<Formula> chain = Optional.empty();
        Optional<Relation> relation = relation(tokens.peek());
        while (relation.isPresent()) {
            tokens.countNode(tokens.next());
            Expression right = number(sum());
            Formula link = new Formula.Comparison(left, relation.get(), right);
            chain = Optional.of(chain.<Formula>map(f -> new Formula.And(f, link)).orElse(link));
            left = right;
            relation = relation(tokens.peek());
        }
        return new Term.Truthful(chain.orElseThrow(), first.offset());
    }

    private static Optional<Relation> relation(Token token) {
        for (Relation relation : Relation.values()) {
            if (token.is(relation.symbol())) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }

    private Term sum() {
        Term left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            Expression before = number(left);
            Token operator = tokens.next();
            tokens.countNode(operator);
            Expression.Operator kind =
                    operator.is("+") ? Expression.Operator.PLUS : Expression.Operator.MINUS;
            Expression after = number(product());
            left = numeric(new Expression.Arithmetic(before, kind, after), left.offset());
        }
        return left;
    }

    private Term product() {
        Term left = factor();
        while (tokens.peek().is("*") || tokens.peek().is("/")) {
            Expression before = number(left);
            Token operator = tokens.next();
            tokens.countNode(operator);
            Expression.Operator kind =
                    operator.is("*") ? Expression.Operator.TIMES : Expression.Operator.OVER;
            Expression after = number(factor());
            left = numeric(new Expression.Arithmetic(before, kind, after), left.offset());
        }
        return left;
    }

    private Term factor() {
        Token token = tokens.peek();
        if (!tokens.skip("-")) {
            return atom();
        }
        tokens.countNode(token);
        if (tokens.peek().kind() == Token.Kind.NUMBER) {
            return numeric(new Expression.Literal(-literal()), token.offset());
        }
        tokens.enter(token);
        Expression body = number(factor());
        tokens.leave();
        return numeric(new Expression.Negation(body), token.offset());
    }

    private Term atom() {
        Token token = tokens.peek();
        tokens.countNode(token);
        if (token.kind() == Token.Kind.NUMBER) {
            return numeric(new Expression.Literal(literal()), token.offset());
        }
        if (token.kind() == Token.Kind.NAME) {
            return named(token);
        }
        if (!tokens.skip("(")) {
            throw tokens.expected("a formula or a number");
        }
        tokens.enter(token);
        Term inside = parser.binary(Printer.IFF);
        tokens.need(")");
        tokens.leave();
        return switch (inside) {
            case Term.Truthful(var formula, var _) -> new Term.Truthful(formula, token.offset());
            case Term.Numeric(var expression, var _) -> numeric(expression, token.offset());
        };
    }

    private double literal() {
        Token token = tokens.next();
        Token after = tokens.peek();
        if (after.kind() == Token.Kind.NAME && after.offset() == token.end()) {
            throw tokens.refuse(
                    Refusal.Code.SYNTAX,
                    after,
                    "'" + after.text() + "' follows a number directly",
                    TimeUnit.of(after.text()).isPresent()
                            ? "units belong into bounds, for example F[0,100us]"
                            : "put an operator between them");
        }
        double value = Double.parseDouble(token.text());
        if (Double.isInfinite(value)) {
            throw tokens.refuse(
                    Refusal.Code.NOT_A_NUMBER,
                    token,
                    "the number is too large for a double",
                    "use at most 1.7e308");
        }
        return value;
    }

    private Term named(Token token) {
        tokens.next();
        Optional<Keyword> keyword = Keyword.of(token.text());
        if (keyword.isPresent()) {
            return word(keyword.get(), token);
        }
        Optional<Signal> signal = vocabulary.signal(token.text());
        if (signal.isPresent()) {
            return signal.get().type() == Signal.Type.BOOLEAN
                    ? new Term.Truthful(new Formula.Proposition(token.text()), token.offset())
                    : numeric(new Expression.Measurement(token.text()), token.offset());
        }
        Optional<Double> constant = vocabulary.constant(token.text());
        if (constant.isPresent()) {
            Expression value = new Expression.Constant(token.text(), constant.get());
            return numeric(value, token.offset());
        }
        List<String> known = new ArrayList<>(Keyword.words());
        vocabulary.signals().forEach(s -> known.add(s.name()));
        known.addAll(vocabulary.constants().keySet());
        throw tokens.refuse(
                Refusal.Code.UNKNOWN_SIGNAL,
                token,
                "nothing is named '" + token.text() + "'",
                Suggestion.among(token.text(), known));
    }

    private Term word(Keyword keyword, Token token) {
        return switch (keyword) {
            case TRUE -> new Term.Truthful(new Formula.Truth(true), token.offset());
            case FALSE -> new Term.Truthful(new Formula.Truth(false), token.offset());
            case ABSOLUTE -> {
                open(token);
                Expression body = number(parser.binary(Printer.IFF));
                yield close(new Expression.Absolute(body), token);
            }
            case MINIMUM -> pair(Expression.Operator.MINIMUM, token);
            case MAXIMUM -> pair(Expression.Operator.MAXIMUM, token);
            case SUM_PAST -> aggregate(Expression.Kind.SUM, token);
            case MIN_PAST -> aggregate(Expression.Kind.MINIMUM, token);
            case MAX_PAST -> aggregate(Expression.Kind.MAXIMUM, token);
            case AVG_PAST -> aggregate(Expression.Kind.AVERAGE, token);
            case COUNT_PAST -> count(token);
            default ->
                    throw tokens.refuse(
                            Refusal.Code.SYNTAX,
                            token,
                            "expected a formula or a number, found '" + token.text() + "'",
                            "'" + token.text() + "' is a word of the rule language");
        };
    }

    private Term pair(Expression.Operator operator, Token token) {
        open(token);
        Expression left = number(parser.binary(Printer.IFF));
        tokens.need(",");
        Expression right = number(parser.binary(Printer.IFF));
        return close(new Expression.Arithmetic(left, operator, right), token);
    }

    private Term aggregate(Expression.Kind kind, Token token) {
        Interval interval = Bounds.parse(tokens);
        open(token);
        Expression body = number(parser.binary(Printer.IFF));
        checkPast(body.looksAhead(), token);
        return close(new Expression.Aggregate(kind, interval, body), token);
    }

    private Term count(Token token) {
        Interval interval = Bounds.parse(tokens);
        open(token);
        Formula body = truth(parser.binary(Printer.IFF));
        checkPast(body.looksAhead(), token);
        return close(new Expression.Count(interval, body), token);
    }

    private void checkPast(boolean looksAhead, Token token) {
        if (looksAhead) {
            throw tokens.refuse(
                    Refusal.Code.NOT_PERMITTED,
                    token,
                    "'" + token.text() + "' looks back at a formula that looks ahead",
                    "use past operators alone below a past operator");
        }
    }

    private void open(Token token) {
        tokens.need("(");
        tokens.enter(token);
    }

    private Term close(Expression expression, Token token) {
        tokens.need(")");
        tokens.leave();
        return numeric(expression, token.offset());
    }

    private static Term numeric(Expression expression, int offset) {
        return new Term.Numeric(expression, offset);
    }
}
