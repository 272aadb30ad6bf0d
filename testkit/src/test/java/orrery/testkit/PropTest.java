package orrery.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PropTest {
    private static <T> List<T> drawn(long seed, Source<T> source) {
        List<T> drawn = new ArrayList<>();
        Prop.of(seed, 300).holds(source, drawn::add);
        return drawn;
    }

    @Nested
    class ForAll {
        @Test
        void runsTheCheckForEveryExample() {
            int[] count = {0};
            Prop.forAll(Source.longs(Long.MIN_VALUE, Long.MAX_VALUE), _ -> count[0]++);
            assertThat(count[0]).isEqualTo(1_000);
        }

        @Test
        void givesTheSameCasesForTheSameSeed() {
            Source<Double> source = Source.nasty();
            assertThat(drawn(5, source)).isEqualTo(drawn(5, source)).isNotEqualTo(drawn(6, source));
        }

        @Test
        void printsTheSeedAndASmallCaseOnFailure() {
            assertThatThrownBy(() ->
                            Prop.of(77, 1_000)
                                    .holds(
                                            Source.ints(0, 100_000),
                                            x -> assertThat(x).isLessThan(10)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("seed 77")
                    .hasMessageContaining("-Dprop.seed=77")
                    .hasMessageContaining("Smallest found falsifying value(s) :-\n10\n");
        }

        @Test
        void printsTheElementsOfAnArray() {
            assertThatThrownBy(() ->
                            Prop.forAll(
                                    Source.doubleArrays(Source.doubles(0, 1), 2, 2),
                                    x -> assertThat(x).isEmpty()))
                    .hasMessageContaining("[0.0, 0.0]");
        }

        @Test
        void takesAnyExceptionAsAFailure() {
            assertThatThrownBy(() ->
                            Prop.forAll(
                                    Source.booleans(),
                                    _ -> {
                                        throw new IOException("disk");
                                    }))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("disk");
            assertThatThrownBy(() ->
                            Prop.forAll(
                                    Source.booleans(),
                                    _ -> {
                                        throw new IllegalStateException("bug");
                                    }))
                    .isInstanceOf(AssertionError.class);
        }

        @Test
        void takesTwoAndThreeSources() {
            Prop.forAll(
                    Source.ints(-5, 5),
                    Source.longs(-5, 5),
                    (a, b) -> assertThat(a + b).isEqualTo(b + a));
            assertThatThrownBy(() ->
                            Prop.forAll(
                                    Source.ints(0, 9),
                                    Source.ints(0, 9),
                                    Source.ints(0, 9),
                                    (a, b, c) -> assertThat(a + b + c).isLessThan(20)))
                    .hasMessageContaining("seed 1");
        }
    }

    @Nested
    class Sources {
        @Test
        void stayWithinTheirBoundsAndReachThem() {
            assertThat(drawn(1, Source.ints(-2, 3)))
                    .contains(-2, 3)
                    .allMatch(x -> x >= -2 && x <= 3);
            assertThat(drawn(1, Source.longs(Long.MIN_VALUE, Long.MAX_VALUE)))
                    .anyMatch(x -> x < 0)
                    .anyMatch(x -> x > 0);
            assertThat(drawn(1, Source.doubles(-0.5, 2))).allMatch(x -> x >= -0.5 && x <= 2);
            assertThat(drawn(1, Source.doubleArrays(Source.finite(), 0, 3)))
                    .anyMatch(x -> x.length == 0)
                    .anyMatch(x -> x.length == 3)
                    .allMatch(x -> x.length <= 3 && Arrays.stream(x).allMatch(Double::isFinite));
            assertThat(drawn(1, Source.byteArrays(1, 2)))
                    .allMatch(x -> x.length == 1 || x.length == 2);
            assertThat(drawn(1, Source.intArrays(Source.ints(4, 4), 2, 2)))
                    .allMatch(x -> Arrays.equals(x, new int[] {4, 4}));
            assertThat(drawn(1, Source.longArrays(Source.longs(4, 4), 1, 1)))
                    .allMatch(x -> Arrays.equals(x, new long[] {4}));
            assertThat(drawn(1, Source.texts(4))).allMatch(x -> x.length() <= 4);
        }

        @Test
        void containTheNastyValues() {
            assertThat(drawn(1, Source.nasty()))
                    .contains(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0);
            assertThat(drawn(1, Source.finite()))
                    .contains(-0.0, Double.MIN_VALUE, Double.MAX_VALUE);
        }

        @Test
        void canBeMappedJoinedChosenAndFiltered() {
            assertThat(drawn(1, Source.ints(1, 5).map(x -> 2 * x))).allMatch(x -> x % 2 == 0);
            assertThat(drawn(1, Source.ints(1, 5).where(x -> x != 3))).doesNotContain(3);
            assertThat(drawn(1, Source.ints(1, 5).with(Source.ints(7, 9), (a, b) -> a * 10 + b)))
                    .allMatch(x -> x / 10 <= 5 && x % 10 >= 7);
            assertThat(drawn(1, Source.ints(1, 5).flatMap(n -> Source.ints(0, n))))
                    .allMatch(x -> x <= 5);
            assertThat(drawn(1, Source.oneOf(List.of("a", "b")))).contains("a", "b");
        }
    }
}
