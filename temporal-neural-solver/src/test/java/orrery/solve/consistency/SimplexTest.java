package orrery.solve.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SimplexTest {
    private static final int VARIABLES = 5;

    private final Simplex simplex = new Simplex(new Effort(10_000_000));

    private static Limit exactly(long value) {
        return Limit.exactly(Rational.of(value));
    }

    private void variables() {
        for (int i = 0; i < VARIABLES; i++) {
            simplex.variable();
        }
    }

    private static SortedMap<Integer, Rational> terms(long[] factors) {
        SortedMap<Integer, Rational> terms = new TreeMap<>();
        for (int i = 0; i < VARIABLES; i++) {
            Affine.add(terms, i, Rational.of(factors[i]));
        }
        return terms;
    }

    private static long[] factors(RandomGenerator random) {
        long[] factors = random.longs(VARIABLES, -3, 4).toArray();
        factors[random.nextInt(VARIABLES)] = 2;
        return factors;
    }

    private static long value(long[] factors, long[] point) {
        long sum = 0;
        for (int i = 0; i < VARIABLES; i++) {
            sum += factors[i] * point[i];
        }
        return sum;
    }

    @Test
    void findsValuesWhereAPointSatisfiesAllBounds() {
        for (int seed = 0; seed < 500; seed++) {
            SimplexTest test = new SimplexTest();
            RandomGenerator random = new SplittableRandom(seed);
            test.variables();
            long[] point = random.longs(VARIABLES, -9, 10).toArray();
            for (int k = 0; k < 10; k++) {
                long[] factors = factors(random);
                int form = test.simplex.form(terms(factors));
                boolean upper = random.nextBoolean();
                int slack = random.nextInt(3) * (upper ? 1 : -1);
                Limit limit = exactly(value(factors, point) + slack);
                String place = "seed " + seed + ", bound " + k;
                assertThat(test.simplex.add(new Constraint.Bound(form, upper, limit)))
                        .as(place)
                        .isTrue();
                assertThat(test.simplex.feasible()).as(place).isTrue();
            }
        }
    }

    @Test
    void findsNoneWhereTheSumOfBoundsForbidsIt() {
        for (int seed = 0; seed < 500; seed++) {
            SimplexTest test = new SimplexTest();
            RandomGenerator random = new SplittableRandom(seed);
            test.variables();
            long[] sum = new long[VARIABLES];
            long limits = 0;
            boolean added = true;
            for (int k = 0; k < 3; k++) {
                long[] factors = factors(random);
                long limit = random.nextInt(-9, 10);
                int weight = 1 + random.nextInt(3);
                int form = test.simplex.form(terms(factors));
                added &= test.simplex.add(new Constraint.Bound(form, true, exactly(limit)));
                limits += weight * limit;
                for (int i = 0; i < VARIABLES; i++) {
                    sum[i] += weight * factors[i];
                }
            }
            if (terms(sum).isEmpty()) {
                continue;
            }
            int form = test.simplex.form(terms(sum));
            int mark = test.simplex.mark();
            Limit above = Limit.justAbove(Rational.of(limits));
            added &= test.simplex.add(new Constraint.Bound(form, false, above));
            assertThat(added && test.simplex.feasible()).as("seed " + seed).isFalse();
            test.simplex.undo(mark);
            assertThat(test.simplex.feasible()).as("undone, seed " + seed).isTrue();
        }
    }

    @Test
    void tellsStrictBoundsFromOthers() {
        int x = simplex.variable();
        Limit three = exactly(3);
        assertThat(simplex.add(new Constraint.Bound(x, true, three))).isTrue();
        assertThat(simplex.add(new Constraint.Bound(x, false, three))).isTrue();
        assertThat(simplex.add(new Constraint.Bound(x, true, Limit.justBelow(Rational.of(3)))))
                .isFalse();
    }

    @Test
    void keepsDoublesExact() {
        assertThat(Rational.of(0.5)).isEqualTo(Rational.of(2).inverse());
        assertThat(Rational.of(0.1).plus(Rational.of(0.2))).isNotEqualTo(Rational.of(0.3));
        assertThat(Rational.of(1e300).times(Rational.of(1e300).inverse())).isEqualTo(Rational.ONE);
    }
}
