package orrery.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.SourceDSL;

/// Where the cases of a property come from: random values of one type that shrink to small ones.
///
/// All bounds are inclusive. Threads: immutable.
///
/// @param <T> type of the cases
public final class Source<T> {
    private final Gen<T> gen;

    private Source(Gen<T> gen) {
        this.gen = gen;
    }

    Gen<T> gen() {
        return gen;
    }

    /// Whole numbers; shrinks towards the bound nearest 0.
    public static Source<Integer> ints(int least, int most) {
        return new Source<>(SourceDSL.integers().between(least, most));
    }

    /// Whole numbers; shrinks towards the bound nearest 0.
    public static Source<Long> longs(long least, long most) {
        return new Source<>(SourceDSL.longs().between(least, most));
    }

    /// Finite numbers in a range.
    public static Source<Double> doubles(double least, double most) {
        return new Source<>(SourceDSL.doubles().between(least, most));
    }

    /// Finite numbers: of everyday size, and one in eight out of -0.0, subnormals and extremes.
    public static Source<Double> finite() {
        return mixed(
                -0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Math.nextDown(Double.MIN_NORMAL),
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                0.1,
                1.0,
                Math.nextUp(1.0),
                0x1p53);
    }

    /// As {@link #finite}, and NaN and the infinities too.
    public static Source<Double> nasty() {
        return mixed(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                -Double.MAX_VALUE);
    }

    private static Source<Double> mixed(Double... special) {
        Gen<Double> everyday = SourceDSL.doubles().between(-1_000.0, 1_000.0);
        Gen<Double> chosen = SourceDSL.arbitrary().pick(List.of(special));
        return new Source<>(everyday.mix(chosen, 12));
    }

    /// True or false.
    public static Source<Boolean> booleans() {
        return new Source<>(SourceDSL.booleans().all());
    }

    /// One of some values, of which there is at least one; shrinks towards the first.
    public static <T> Source<T> oneOf(List<T> values) {
        return new Source<>(SourceDSL.arbitrary().pick(List.copyOf(values)));
    }

    /// Texts of 0 to `lengthMax` characters out of all of Unicode's basic plane.
    public static Source<String> texts(int lengthMax) {
        return new Source<>(
                SourceDSL.strings().basicMultilingualPlaneAlphabet().ofLengthBetween(0, lengthMax));
    }

    /// Lists of independent elements.
    public static <T> Source<List<T>> lists(Source<T> elements, int sizeMin, int sizeMax) {
        return new Source<>(SourceDSL.lists().of(elements.gen).ofSizeBetween(sizeMin, sizeMax));
    }

    /// Arrays of independent elements.
    public static Source<double[]> doubleArrays(
            Source<Double> elements, int lengthMin, int lengthMax) {
        return lists(elements, lengthMin, lengthMax)
                .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
                .describedAs(Arrays::toString);
    }

    /// Arrays of independent elements.
    public static Source<int[]> intArrays(Source<Integer> elements, int lengthMin, int lengthMax) {
        return lists(elements, lengthMin, lengthMax)
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .describedAs(Arrays::toString);
    }

    /// Arrays of independent elements.
    public static Source<long[]> longArrays(Source<Long> elements, int lengthMin, int lengthMax) {
        return lists(elements, lengthMin, lengthMax)
                .map(list -> list.stream().mapToLong(Long::longValue).toArray())
                .describedAs(Arrays::toString);
    }

    /// Arrays of any bytes.
    public static Source<byte[]> byteArrays(int lengthMin, int lengthMax) {
        return lists(ints(Byte.MIN_VALUE, Byte.MAX_VALUE), lengthMin, lengthMax)
                .map(Source::bytes)
                .describedAs(Arrays::toString);
    }

    private static byte[] bytes(List<Integer> list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i).byteValue();
        }
        return bytes;
    }

    /// The values after a function.
    public <R> Source<R> map(Function<? super T, ? extends R> function) {
        return new Source<>(gen.map(function));
    }

    /// Pairs of this and another source, joined.
    public <U, R> Source<R> with(Source<U> other, BiFunction<T, U, R> join) {
        return new Source<>(gen.zip(other.gen, join));
    }

    /// Values from a source that depends on a value of this one.
    public <R> Source<R> flatMap(Function<? super T, Source<R>> function) {
        return new Source<>(gen.flatMap(value -> function.apply(value).gen));
    }

    /// Only the values that pass. Made for conditions that most values meet: a run in which too
    /// many fail ends with an error.
    public Source<T> where(Predicate<T> condition) {
        return new Source<>(gen.assuming(condition));
    }

    /// Says how a case is printed.
    public Source<T> describedAs(Function<T, String> text) {
        return new Source<>(gen.describedAs(text::apply));
    }
}
