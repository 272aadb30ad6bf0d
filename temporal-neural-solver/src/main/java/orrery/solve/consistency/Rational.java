package orrery.solve.consistency;

import java.math.BigDecimal;
import java.math.BigInteger;

/// An exact fraction in lowest terms, its denominator positive.
record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
    static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
    static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

    /// The exact value of a finite double.
    static Rational of(double value) {
        BigDecimal exact = new BigDecimal(value);
        return exact.scale() <= 0
                ? new Rational(exact.toBigIntegerExact(), BigInteger.ONE)
                : reduced(exact.unscaledValue(), BigInteger.TEN.pow(exact.scale()));
    }

    static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    private static Rational reduced(BigInteger numerator, BigInteger denominator) {
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        return new Rational(numerator.divide(divisor), denominator.divide(divisor));
    }

    int signum() {
        return numerator.signum();
    }

    Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    Rational inverse() {
        return reduced(denominator, numerator);
    }

    Rational plus(Rational other) {
        if (denominator.equals(BigInteger.ONE) && other.denominator.equals(BigInteger.ONE)) {
            return new Rational(numerator.add(other.numerator), BigInteger.ONE);
        }
        BigInteger sum =
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator));
        return reduced(sum, denominator.multiply(other.denominator));
    }

    Rational minus(Rational other) {
        return plus(other.negate());
    }

    Rational times(Rational other) {
        BigInteger product = numerator.multiply(other.numerator);
        if (denominator.equals(BigInteger.ONE) && other.denominator.equals(BigInteger.ONE)) {
            return new Rational(product, BigInteger.ONE);
        }
        return reduced(product, denominator.multiply(other.denominator));
    }

    @Override
    public int compareTo(Rational other) {
        return numerator
                .multiply(other.denominator)
                .compareTo(other.numerator.multiply(denominator));
    }
}
