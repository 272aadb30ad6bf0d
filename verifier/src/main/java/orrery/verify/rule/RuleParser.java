package orrery.verify.rule;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import orrery.timeline.Refusal;
import orrery.verify.rule.Expression.Absolute;
import orrery.verify.rule.Expression.Always;
import orrery.verify.rule.Expression.And;
import orrery.verify.rule.Expression.Arithmetic;
import orrery.verify.rule.Expression.Compare;
import orrery.verify.rule.Expression.Count;
import orrery.verify.rule.Expression.Direction;
import orrery.verify.rule.Expression.Every;
import orrery.verify.rule.Expression.Flag;
import orrery.verify.rule.Expression.Fold;
import orrery.verify.rule.Expression.Folding;
import orrery.verify.rule.Expression.Formula;
import orrery.verify.rule.Expression.Literal;
import orrery.verify.rule.Expression.Measured;
import orrery.verify.rule.Expression.Neighbour;
import orrery.verify.rule.Expression.Not;
import orrery.verify.rule.Expression.Operation;
import orrery.verify.rule.Expression.Or;
import orrery.verify.rule.Expression.Order;
import orrery.verify.rule.Expression.Quantity;
import orrery.verify.rule.Expression.Same;
import orrery.verify.rule.Expression.Signal;
import orrery.verify.rule.Expression.Some;
import orrery.verify.rule.Expression.Term;
import orrery.verify.rule.Expression.Until;
import orrery.verify.rule.Expression.Window;
import orrery.verify.rule.RuleTokens.Kind;
import orrery.verify.rule.RuleTokens.Token;

/// Recursive descent over one rule; one method a level of precedence, loosest first.
final class RuleParser {
    private static final int NESTING_MAX = 64;
    private static final long ROWS_MAX = 1_000_000;

    private final RuleTokens tokens;
    private final Map<String, Double> constants;
    private final long stepNs;
    private int nesting;
    private int runningValues;
    private boolean reaction;
    private boolean future;

    RuleParser(RuleTokens tokens, Map<String, Double> constants, long stepNs) {
        this.tokens = tokens;
        this.constants = constants;
        this.stepNs = stepNs;
    }

    Rule rule(String name) {
        Token head = tokens.peek();
        boolean everywhere = head.text().equals("G") && !tokens.peekSecond().text().equals("[");
        if (everywhere) {
            tokens.take();
        }
        Formula body = everywhere ? prefixed() : formula();
        if (tokens.peek().kind() != Kind.END) {
            throw everywhere ? unbounded("G", head) : tokens.unexpected("end the rule here");
        }
        if (rowsTouched(body) > ROWS_MAX) {
            String found = "windows that touch over " + ROWS_MAX + " rows for one verdict";
            throw refusal(Refusal.Code.LIMIT, found, "nest fewer or shorter windows", head);
        }
        return new Rule(name, everywhere, body, reaction, future, runningValues);
    }

    private Formula formula() {
        Token at = tokens.peek();
        return asFormula(expression(), at);
    }

    private Expression expression() {
        Token at = tokens.peek();
        Expression left = implication();
        while (tokens.takes("<->")) {
            Formula a = asFormula(left, at);
            Formula b = asFormula(implication(), at);
            left = new Same(a, b);
        }
        return left;
    }

    private Expression implication() {
        Token at = tokens.peek();
        Expression left = disjunction();
        if (!tokens.takes("->")) {
            return left;
        }
        deeper(at);
        Formula right = asFormula(implication(), at);
        nesting--;
        return new Or(new Not(asFormula(left, at)), right);
    }

    private Expression disjunction() {
        Token at = tokens.peek();
        Expression left = conjunction();
        while (tokens.takes("|") || tokens.takes("||") || tokens.takes("or")) {
            left = new Or(asFormula(left, at), asFormula(conjunction(), at));
        }
        return left;
    }

    private Expression conjunction() {
        Token at = tokens.peek();
        Expression left = temporal();
        while (tokens.takes("&") || tokens.takes("&&") || tokens.takes("and")) {
            left = new And(asFormula(left, at), asFormula(temporal(), at));
        }
        return left;
    }

    private Expression temporal() {
        Token at = tokens.peek();
        Expression left = prefixedExpression();
        Token operator = tokens.peek();
        if (!"URWS".contains(operator.text()) || operator.text().length() != 1) {
            return left;
        }
        tokens.take();
        Formula a = asFormula(left, at);
        Direction direction = operator.text().equals("S") ? Direction.PAST : Direction.FUTURE;
        Window window = window(direction, operator);
        deeper(operator);
        Formula b = asFormula(temporal(), operator);
        nesting--;
        return switch (operator.text()) {
            case "R" -> new Not(new Until(direction, window, new Not(a), new Not(b), false));
            case "W" -> new Until(direction, window, a, b, true);
            default -> new Until(direction, window, a, b, false);
        };
    }

    private Formula prefixed() {
        Token at = tokens.peek();
        return asFormula(prefixedExpression(), at);
    }

    private Expression prefixedExpression() {
        Token operator = tokens.peek();
        if (!isPrefix(operator.text())) {
            return comparison();
        }
        tokens.take();
        Direction direction = "YOH".contains(operator.text()) ? Direction.PAST : Direction.FUTURE;
        Window window =
                "FGOH".contains(operator.text())
                        ? window(direction, operator)
                        : new Window(1, 1, false, -1);
        deeper(operator);
        Formula body = prefixed();
        nesting--;
        return switch (operator.text()) {
            case "X", "Y" -> {
                future |= direction == Direction.FUTURE;
                yield new Neighbour(direction, body);
            }
            case "F", "O" -> new Some(direction, window, body);
            case "G", "H" -> new Every(direction, window, body);
            default -> new Not(body);
        };
    }

    private static boolean isPrefix(String text) {
        return switch (text) {
            case "!", "not", "X", "Y", "F", "G", "O", "H" -> true;
            default -> false;
        };
    }

    private Expression comparison() {
        Token at = tokens.peek();
        Expression first = sum();
        Optional<Formula> chain = Optional.empty();
        while (isComparison(tokens.peek().text())) {
            Token operator = tokens.take();
            Term left = asTerm(first, at);
            Term right = asTerm(sum(), operator);
            Formula link = compare(operator.text(), left, right);
            chain = Optional.of(chain.isPresent() ? new And(chain.get(), link) : link);
            first = right;
        }
        return chain.isPresent() ? chain.get() : first;
    }

    private static boolean isComparison(String text) {
        return switch (text) {
            case "<", "<=", ">", ">=", "==", "!=" -> true;
            default -> false;
        };
    }

    private static Formula compare(String operator, Term left, Term right) {
        return switch (operator) {
            case "<" -> new Compare(left, Order.BELOW, right);
            case "<=" -> new Compare(left, Order.AT_MOST, right);
            case ">" -> new Compare(right, Order.BELOW, left);
            case ">=" -> new Compare(right, Order.AT_MOST, left);
            case "==" -> new Compare(left, Order.EQUAL, right);
            default -> new Not(new Compare(left, Order.EQUAL, right));
        };
    }

    private Expression sum() {
        Token at = tokens.peek();
        Expression left = product();
        while (tokens.peek().text().equals("+") || tokens.peek().text().equals("-")) {
            Operation operation =
                    tokens.take().text().equals("+") ? Operation.PLUS : Operation.MINUS;
            left = new Arithmetic(operation, asTerm(left, at), asTerm(product(), at));
        }
        return left;
    }

    private Expression product() {
        Token at = tokens.peek();
        Expression left = factor();
        while (tokens.peek().text().equals("*") || tokens.peek().text().equals("/")) {
            Operation operation =
                    tokens.take().text().equals("*") ? Operation.TIMES : Operation.OVER;
            left = new Arithmetic(operation, asTerm(left, at), asTerm(factor(), at));
        }
        return left;
    }

    private Expression factor() {
        Token at = tokens.peek();
        if (!tokens.takes("-")) {
            return primary();
        }
        deeper(at);
        Term body = asTerm(factor(), at);
        nesting--;
        return new Arithmetic(Operation.MINUS, new Literal(Interval.of(0)), body);
    }

    private Expression primary() {
        Token token = tokens.peek();
        if (token.kind() == Kind.NUMBER) {
            return new Literal(Interval.of(Double.parseDouble(tokens.take().text())));
        }
        if (token.kind() == Kind.NAME) {
            tokens.take();
            return named(token);
        }
        if (!tokens.takes("(")) {
            throw tokens.unexpected("write a number, a signal or '(' here");
        }
        deeper(token);
        Expression inside = expression();
        nesting--;
        tokens.expect(")");
        return inside;
    }

    private Expression named(Token name) {
        return switch (name.text()) {
            case "true" -> new Always(true);
            case "false" -> new Always(false);
            case "abs" -> new Absolute(arguments(name, 1)[0]);
            case "min" -> pair(Operation.LEAST, arguments(name, 2));
            case "max" -> pair(Operation.GREATEST, arguments(name, 2));
            case "sum_past" -> fold(Folding.SUM, name);
            case "min_past" -> fold(Folding.LEAST, name);
            case "max_past" -> fold(Folding.GREATEST, name);
            case "avg_past" -> fold(Folding.AVERAGE, name);
            case "count_past" -> {
                Window window = window(Direction.PAST, name);
                tokens.expect("(");
                deeper(name);
                Formula body = formula();
                nesting--;
                tokens.expect(")");
                yield new Count(window, body);
            }
            default -> signal(name);
        };
    }

    private static Term pair(Operation operation, Term[] terms) {
        return new Arithmetic(operation, terms[0], terms[1]);
    }

    private Term fold(Folding folding, Token name) {
        Window window = window(Direction.PAST, name);
        return new Fold(folding, window, arguments(name, 1)[0]);
    }

    private Term[] arguments(Token name, int count) {
        Term[] terms = new Term[count];
        tokens.expect("(");
        deeper(name);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                tokens.expect(",");
            }
            Token at = tokens.peek();
            terms[i] = asTerm(expression(), at);
        }
        nesting--;
        tokens.expect(")");
        return terms;
    }

    private Expression signal(Token name) {
        for (Quantity quantity : Quantity.values()) {
            if (quantity.name().toLowerCase(Locale.ROOT).equals(name.text())) {
                return new Measured(quantity);
            }
        }
        for (Flag flag : Flag.values()) {
            if (flag.name().toLowerCase(Locale.ROOT).equals(name.text())) {
                reaction |= flag == Flag.DECIDE || flag == Flag.ACTED || flag == Flag.DROPPED;
                return new Signal(flag);
            }
        }
        Double constant = constants.get(name.text());
        if (constant == null) {
            throw refusal(
                    Refusal.Code.UNKNOWN_SIGNAL,
                    "the name '" + name.text() + "'",
                    "use a signal, or a constant of the manifest",
                    name);
        }
        return new Literal(Interval.of(constant));
    }

    /// Reads `[a,b]`, or takes `[0,inf)` where there is none.
    private Window window(Direction direction, Token operator) {
        future |= direction == Direction.FUTURE;
        long from = 0;
        long to = Long.MAX_VALUE;
        boolean timed = false;
        Token open = tokens.peek();
        if (tokens.takes("[")) {
            Bound lower = bound();
            tokens.expect(",");
            Bound upper = bound();
            boolean endless = upper.value() == Long.MAX_VALUE;
            if (!(endless && tokens.takes(")"))) {
                tokens.expect("]");
            }
            from = lower.value();
            to = upper.value();
            timed = lower.timed() || upper.timed();
            boolean mixed =
                    timed
                            && ((!lower.timed() && from > 0)
                                    || (!upper.timed() && to > 0 && !endless));
            if (from > to || from == Long.MAX_VALUE || mixed) {
                String advice = "write [least,greatest] in one unit";
                throw refusal(Refusal.Code.SYNTAX, "bounds out of order or unit", advice, open);
            }
        }
        if (to == Long.MAX_VALUE && direction == Direction.FUTURE) {
            throw unbounded(operator.text(), operator);
        }
        return new Window(from, to, timed, to == Long.MAX_VALUE ? runningValues++ : -1);
    }

    private record Bound(long value, boolean timed) {}

    private Bound bound() {
        if (tokens.takes("inf")) {
            return new Bound(Long.MAX_VALUE, false);
        }
        Token number = tokens.peek();
        if (number.kind() != Kind.NUMBER || !number.text().matches("[0-9]{1,15}")) {
            throw tokens.unexpected("write a whole number of at most 15 digits, or inf");
        }
        tokens.take();
        long unit = unitNs(tokens.peek().text());
        if (unit > 0) {
            tokens.take();
        }
        try {
            return new Bound(
                    Math.multiplyExact(Long.parseLong(number.text()), Math.max(1, unit)), unit > 0);
        } catch (ArithmeticException tooLong) {
            Refusal refusal =
                    refusal(Refusal.Code.LIMIT, "a bound past 292 years", "shorten it", number);
            refusal.initCause(tooLong);
            throw refusal;
        }
    }

    private static long unitNs(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> 0L;
        };
    }

    /// How many rows one verdict may look at, counting nested windows as often as they are asked.
    private double rowsTouched(Expression e) {
        return switch (e) {
            case Always _, Signal _, Literal _, Measured _ -> 1;
            case Not(var body) -> rowsTouched(body);
            case Absolute(var body) -> rowsTouched(body);
            case Neighbour(_, var body) -> rowsTouched(body);
            case And(var a, var b) -> rowsTouched(a) + rowsTouched(b);
            case Or(var a, var b) -> rowsTouched(a) + rowsTouched(b);
            case Same(var a, var b) -> rowsTouched(a) + rowsTouched(b);
            case Compare(var a, _, var b) -> rowsTouched(a) + rowsTouched(b);
            case Arithmetic(_, var a, var b) -> rowsTouched(a) + rowsTouched(b);
            case Some(_, var window, var body) -> rows(window) * rowsTouched(body);
            case Every(_, var window, var body) -> rows(window) * rowsTouched(body);
            case Fold(_, var window, var body) -> rows(window) * rowsTouched(body);
            case Count(var window, var body) -> rows(window) * rowsTouched(body);
            case Until(_, var window, var a, var b, _) ->
                    rows(window) * (rowsTouched(a) + rowsTouched(b));
        };
    }

    private double rows(Window window) {
        // An unbounded window keeps a running value and walks only its near edge.
        double far = window.bounded() ? window.to() : window.from();
        double records = window.timed() ? far / stepNs : far;
        return (records + 2) * (reaction ? 2 : 1);
    }

    private Formula asFormula(Expression e, Token at) {
        if (e instanceof Formula formula) {
            return formula;
        }
        throw refusal(
                Refusal.Code.SYNTAX,
                "a number where true or false is needed",
                "compare it with another number",
                at);
    }

    private Term asTerm(Expression e, Token at) {
        if (e instanceof Term term) {
            return term;
        }
        throw refusal(
                Refusal.Code.SYNTAX,
                "true or false where a number is needed",
                "use a numeric signal or count_past",
                at);
    }

    private void deeper(Token at) {
        if (++nesting > NESTING_MAX) {
            String found = "nesting over " + NESTING_MAX;
            throw refusal(Refusal.Code.LIMIT, found, "split the rule", at);
        }
    }

    private Refusal unbounded(String operator, Token at) {
        return refusal(
                Refusal.Code.UNBOUNDED_FUTURE,
                operator + " without an upper bound inside a rule",
                "give it bounds such as [0,5]: no finite observation decides it otherwise",
                at);
    }

    private Refusal refusal(Refusal.Code code, String found, String advice, Token at) {
        return tokens.refusal(code, found, advice, at.offset());
    }
}
