package orrery.solve.consistency;

/// A number plus a multiple of an arbitrarily small one: `x < 3` is `x <= 3 - small`.
record Limit(Rational real, Rational small) implements Comparable<Limit> {
    static final Limit ZERO = new Limit(Rational.ZERO, Rational.ZERO);

    static Limit exactly(Rational real) {
        return new Limit(real, Rational.ZERO);
    }

    static Limit justBelow(Rational real) {
        return new Limit(real, Rational.ONE.negate());
    }

    static Limit justAbove(Rational real) {
        return new Limit(real, Rational.ONE);
    }

    Limit plus(Limit other) {
        return new Limit(real.plus(other.real), small.plus(other.small));
    }

    Limit minus(Limit other) {
        return new Limit(real.minus(other.real), small.minus(other.small));
    }

    Limit times(Rational factor) {
        return new Limit(real.times(factor), small.times(factor));
    }

    @Override
    public int compareTo(Limit other) {
        int order = real.compareTo(other.real);
        return order != 0 ? order : small.compareTo(other.small);
    }
}
