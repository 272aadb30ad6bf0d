package orrery.solve.formula;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;

/// Pratt parser of formulas; {@link Terms} parses what is inside comparisons.
final class Parser {
    static final int NESTING_MAX = 64;
    static final int NODES_MAX = 512;

    private final Terms terms;
    private final Tokens tokens;
    private final IdentityHashMap<Formula, Integer> unbounded = new IdentityHashMap<>();

    private Parser(Tokens tokens, Vocabulary vocabulary) {
        this.tokens = tokens;
        this.terms = new Terms(tokens, vocabulary, this);
    }

    /// The formula between two offsets of the source; checked to be decidable by finite
    /// observation.
    static Formula parse(Source source, int from, int to, Vocabulary vocabulary) {
        Parser parser = new Parser(new Tokens(source, Lexer.tokens(source, from, to)), vocabulary);
        Formula formula = parser.formula();
        if (parser.tokens.peek().kind() != Token.Kind.END) {
            throw parser.tokens.expected("an operator or the end of the rule");
        }
        parser.checkFuture(formula);
        return formula;
    }

    Formula formula() {
        return terms.truth(binary(Printer.IFF));
    }

    Term binary(int power) {
        Term left = prefix();
        while (true) {
            Token operator = tokens.peek();
            int own = power(operator);
            if (own < power) {
                return left;
            }
            Formula before = terms.truth(left);
            tokens.next();
            tokens.countNode(operator);
            left = new Term.Truthful(infix(before, operator, own), left.offset());
        }
    }

    private static int power(Token token) {
        return switch (token.text()) {
            case "U", "R", "W", "S" -> Printer.UNTIL;
            case "&", "&&", "and" -> Printer.AND;
            case "|", "||", "or" -> Printer.OR;
            case "->" -> Printer.IMPLIES;
            case "<->" -> Printer.IFF;
            default -> -1;
        };
    }

    private Formula infix(Formula left, Token operator, int own) {
        return switch (operator.text()) {
            case "&", "&&", "and" -> new Formula.And(left, terms.truth(binary(own + 1)));
            case "|", "||", "or" -> new Formula.Or(left, terms.truth(binary(own + 1)));
            case "->" -> new Formula.Implies(left, terms.truth(binary(own)));
            case "<->" -> new Formula.Iff(left, terms.truth(binary(own + 1)));
            default -> until(left, operator);
        };
    }

    private Formula until(Formula left, Token operator) {
        boolean past = operator.text().equals("S");
        Interval interval = Bounds.parse(tokens);
        Formula right = terms.truth(binary(Printer.UNTIL));
        Formula formula =
                switch (operator.text()) {
                    case "U" -> new Formula.Until(left, interval, right);
                    case "R" -> new Formula.Release(left, interval, right);
                    case "W" -> new Formula.WeakUntil(left, interval, right);
                    default -> new Formula.Since(left, interval, right);
                };
        return past ? past(formula, operator) : future(formula, interval, operator);
    }

    private Term prefix() {
        Token operator = tokens.peek();
        boolean negation = operator.is("!") || operator.text().equals("not");
        Optional<Keyword> word =
                operator.kind() == Token.Kind.NAME ? Keyword.of(operator.text()) : Optional.empty();
        boolean temporal =
                word.isPresent()
                        && switch (word.get()) {
                            case NEXT, YESTERDAY, ALWAYS, EVENTUALLY, HISTORICALLY, ONCE -> true;
                            default -> false;
                        };
        if (!negation && !temporal) {
            return terms.comparison();
        }
        tokens.next();
        tokens.countNode(operator);
        tokens.enter(operator);
        Formula formula =
                negation
                        ? new Formula.Not(terms.truth(prefix()))
                        : temporal(word.orElseThrow(), operator);
        tokens.leave();
        return new Term.Truthful(formula, operator.offset());
    }

    private Formula temporal(Keyword word, Token operator) {
        switch (word) {
            case NEXT -> {
                return new Formula.Next(terms.truth(prefix()));
            }
            case YESTERDAY -> {
                return past(new Formula.Yesterday(terms.truth(prefix())), operator);
            }
            default -> {}
        }
        boolean past = word == Keyword.ONCE || word == Keyword.HISTORICALLY;
        Interval interval = Bounds.parse(tokens);
        Formula body = terms.truth(prefix());
        Formula formula =
                switch (word) {
                    case ALWAYS -> new Formula.Always(interval, body);
                    case EVENTUALLY -> new Formula.Eventually(interval, body);
                    case ONCE -> new Formula.Once(interval, body);
                    default -> new Formula.Historically(interval, body);
                };
        return past ? past(formula, operator) : future(formula, interval, operator);
    }

    private Formula past(Formula formula, Token operator) {
        if (formula.looksAhead()) {
            throw tokens.refuse(
                    Refusal.Code.NOT_PERMITTED,
                    operator,
                    "'" + operator.text() + "' looks back at a formula that looks ahead",
                    "use past operators alone below a past operator");
        }
        return formula;
    }

    private Formula future(Formula formula, Interval interval, Token operator) {
        if (!interval.bounded()) {
            unbounded.put(formula, operator.offset());
        }
        return formula;
    }

    /// Refuses unbounded future operators, other than `G` at the head of the rule.
    private void checkFuture(Formula formula) {
        List<Formula> heads = new ArrayList<>(List.of(formula));
        while (!heads.isEmpty()) {
            switch (heads.removeLast()) {
                case Formula.And(var left, var right) -> {
                    heads.add(left);
                    heads.add(right);
                }
                case Formula.Always always when !always.interval().bounded() -> {
                    if (always.interval().equals(Interval.ALL)) {
                        unbounded.remove(always);
                    }
                    heads.add(always.body());
                }
                default -> {}
            }
        }
        int first = unbounded.values().stream().mapToInt(offset -> offset).min().orElse(-1);
        if (first >= 0) {
            throw tokens.source()
                    .refuse(
                            Refusal.Code.UNBOUNDED_FUTURE,
                            first,
                            "no finite observation decides an unbounded '"
                                    + tokens.source().text().charAt(first)
                                    + "' inside a rule",
                            "give it bounds, for example [0,10] or [0,5min]");
        }
    }
}
