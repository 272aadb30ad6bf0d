package orrery.solve.consistency;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A constant plus multiples of variables.
///
/// @param terms factors by variable; none is 0
record Affine(SortedMap<Integer, Rational> terms, Rational constant) {
    static Affine of(Rational constant) {
        return new Affine(new TreeMap<>(), constant);
    }

    static Affine variable(int variable) {
        SortedMap<Integer, Rational> terms = new TreeMap<>();
        terms.put(variable, Rational.ONE);
        return new Affine(terms, Rational.ZERO);
    }

    Affine plus(Affine other) {
        SortedMap<Integer, Rational> sum = new TreeMap<>(terms);
        for (Map.Entry<Integer, Rational> term : other.terms.entrySet()) {
            add(sum, term.getKey(), term.getValue());
        }
        return new Affine(sum, constant.plus(other.constant));
    }

    Affine times(Rational factor) {
        if (factor.signum() == 0) {
            return of(Rational.ZERO);
        }
        SortedMap<Integer, Rational> product = new TreeMap<>();
        terms.forEach((variable, value) -> product.put(variable, value.times(factor)));
        return new Affine(product, constant.times(factor));
    }

    Affine minus(Affine other) {
        return plus(other.times(Rational.ONE.negate()));
    }

    static void add(SortedMap<Integer, Rational> terms, int variable, Rational value) {
        Rational sum = terms.getOrDefault(variable, Rational.ZERO).plus(value);
        if (sum.signum() == 0) {
            terms.remove(variable);
        } else {
            terms.put(variable, sum);
        }
    }
}
