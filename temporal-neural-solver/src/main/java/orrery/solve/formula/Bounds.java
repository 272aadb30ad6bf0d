package orrery.solve.formula;

import java.math.BigDecimal;
import java.util.Optional;
import orrery.timeline.Refusal;

/// Parses `[a,b]` behind a temporal operator.
final class Bounds {
    /// The longest window that counts samples.
    static final long SAMPLES_MAX = 1_000_000;

    private Bounds() {}

    private record Bound(Token at, long value, boolean time, boolean zero) {}

    static Interval parse(Tokens tokens) {
        Token open = tokens.peek();
        if (!tokens.skip("[")) {
            return Interval.ALL;
        }
        Bound from = bound(tokens, false);
        tokens.need(",");
        Bound to = bound(tokens, true);
        boolean endless = to.value == Interval.UNBOUNDED;
        if (!endless || !tokens.skip(")")) {
            tokens.need("]");
        }
        boolean time = from.time || to.time;
        if (time && ((!from.time && !from.zero) || (!to.time && !to.zero && !endless))) {
            throw tokens.refuse(
                    Refusal.Code.SYNTAX,
                    from.time ? to.at : from.at,
                    "one bound is a time and the other counts samples",
                    "give both a unit (ns us ms s min h d) or none");
        }
        if (from.value > to.value) {
            throw tokens.refuse(
                    Refusal.Code.SYNTAX,
                    open,
                    "the window ends before it starts",
                    "write the smaller bound first");
        }
        if (!time && (from.value > SAMPLES_MAX || (!endless && to.value > SAMPLES_MAX))) {
            throw tokens.refuse(
                    Refusal.Code.LIMIT,
                    from.value > SAMPLES_MAX ? from.at : to.at,
                    "the window is longer than " + SAMPLES_MAX + " samples",
                    "use a shorter window");
        }
        return new Interval(
                time ? Interval.Unit.TIME : Interval.Unit.SAMPLES, from.value, to.value);
    }

    private static Bound bound(Tokens tokens, boolean mayBeEndless) {
        Token token = tokens.peek();
        if (mayBeEndless && token.text().equals(Keyword.INFINITE.word)) {
            tokens.next();
            return new Bound(token, Interval.UNBOUNDED, false, false);
        }
        if (token.kind() != Token.Kind.NUMBER) {
            throw tokens.expected("a bound, 0 or more");
        }
        tokens.next();
        BigDecimal value = new BigDecimal(token.text());
        boolean zero = value.signum() == 0;
        Token unit = tokens.peek();
        if (unit.kind() != Token.Kind.NAME) {
            return new Bound(token, whole(tokens, token, value), false, zero);
        }
        tokens.next();
        Optional<TimeUnit> known = TimeUnit.of(unit.text());
        if (known.isEmpty()) {
            throw tokens.refuse(
                    Refusal.Code.SYNTAX,
                    unit,
                    "'" + unit.text() + "' is no unit of time",
                    "use ns, us, ms, s, min, h or d");
        }
        BigDecimal ns = value.multiply(BigDecimal.valueOf(known.get().ns));
        return new Bound(token, whole(tokens, token, ns), true, zero);
    }

    private static long whole(Tokens tokens, Token token, BigDecimal value) {
        if (value.compareTo(BigDecimal.valueOf(Interval.BOUND_MAX)) > 0) {
            throw tokens.refuse(
                    Refusal.Code.LIMIT, token, "the bound is too large", "use a smaller one");
        }
        try {
            return value.longValueExact();
        } catch (ArithmeticException fraction) {
            Refusal refusal =
                    tokens.refuse(
                            Refusal.Code.SYNTAX,
                            token,
                            "'" + token.text() + "' is no whole number of samples or nanoseconds",
                            "use a whole number");
            refusal.initCause(fraction);
            throw refusal;
        }
    }
}
