package orrery.testkit;

import java.util.Locale;
import java.util.function.Function;
import org.quicktheories.QuickTheory;

/// Properties: a check that must hold for every case of some sources.
///
/// Each distinct case is checked once, so a source of ten values gives ten cases.
///
/// The seed is fixed, so a test passes or fails the same way each time; a failure prints the seed
/// and the smallest case that was found. `-Dprop.seed=7` and `-Dprop.examples=100000` override both
/// for a run. QuickTheories does the work and stays behind this class and {@link Source}.
///
/// Threads: immutable; a check runs on the thread of the caller.
///
/// Source: Claessen & Hughes, QuickCheck, ICFP 2000, doi:10.1145/351240.351266.
public final class Prop {
    private static final long SEED = 1;
    private static final int EXAMPLES = 1_000;

    private final long seed;
    private final int examples;

    private Prop(long seed, int examples) {
        this.seed = Long.getLong("prop.seed", seed);
        this.examples = Integer.getInteger("prop.examples", examples);
    }

    /// A check of one case; throws, as assertions do, if it does not hold.
    @FunctionalInterface
    public interface Check<A> {
        void check(A a) throws Exception;
    }

    /// A check of two values.
    @FunctionalInterface
    public interface Check2<A, B> {
        void check(A a, B b) throws Exception;
    }

    /// A check of three values.
    @FunctionalInterface
    public interface Check3<A, B, C> {
        void check(A a, B b, C c) throws Exception;
    }

    /// Another seed and largest number of cases than 1 and 1,000, for {@link #holds}.
    public static Prop of(long seed, int examples) {
        return new Prop(seed, examples);
    }

    /// Up to 1,000 cases from seed 1.
    ///
    /// @throws AssertionError if a case fails, with the seed and the smallest case
    public static <A> void forAll(Source<A> a, Check<A> check) {
        of(SEED, EXAMPLES).holds(a, check);
    }

    /// Up to 1,000 cases from seed 1.
    ///
    /// @throws AssertionError if a case fails, with the seed and the smallest case
    public static <A, B> void forAll(Source<A> a, Source<B> b, Check2<A, B> check) {
        of(SEED, EXAMPLES).holds(a, b, check);
    }

    /// Up to 1,000 cases from seed 1.
    ///
    /// @throws AssertionError if a case fails, with the seed and the smallest case
    public static <A, B, C> void forAll(
            Source<A> a, Source<B> b, Source<C> c, Check3<A, B, C> check) {
        of(SEED, EXAMPLES).holds(a, b, c, check);
    }

    /// @throws AssertionError if a case fails, with the seed and the smallest case
    public <A> void holds(Source<A> a, Check<A> check) {
        run(theory -> () -> theory.forAll(a.gen()).checkAssert(x -> tried(() -> check.check(x))));
    }

    /// @throws AssertionError if a case fails, with the seed and the smallest case
    public <A, B> void holds(Source<A> a, Source<B> b, Check2<A, B> check) {
        run(theory ->
                () ->
                        theory.forAll(a.gen(), b.gen())
                                .checkAssert((x, y) -> tried(() -> check.check(x, y))));
    }

    /// @throws AssertionError if a case fails, with the seed and the smallest case
    public <A, B, C> void holds(Source<A> a, Source<B> b, Source<C> c, Check3<A, B, C> check) {
        run(theory ->
                () ->
                        theory.forAll(a.gen(), b.gen(), c.gen())
                                .checkAssert((x, y, z) -> tried(() -> check.check(x, y, z))));
    }

    private void run(Function<QuickTheory, Runnable> theory) {
        try {
            theory.apply(
                            QuickTheory.qt()
                                    .withFixedSeed(seed)
                                    .withExamples(examples)
                                    .withShrinkCycles(10_000))
                    .run();
        } catch (AssertionError | IllegalStateException failure) {
            throw new AssertionError(
                    String.format(
                            Locale.ROOT,
                            "seed %d, %d examples; again with -Dprop.seed=%d"
                                    + " -Dprop.examples=%d%n%s",
                            seed,
                            examples,
                            seed,
                            examples,
                            failure.getMessage()),
                    failure);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }

    private static void tried(Attempt attempt) {
        try {
            attempt.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("the check threw " + e, e);
        }
    }
}
