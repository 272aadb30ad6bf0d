package orrery.compare.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.testkit.Allocation;
import orrery.timeline.Refusal;

class GrowingEditTest {
    private static final List<EditMeasure> MEASURES =
            List.of(EditMeasure.LEVENSHTEIN, EditMeasure.OSA, EditMeasure.INDEL, EditMeasure.LCS);

    @Nested
    class Distance {
        @Test
        void isThatOfTheWholeAfterEachSymbol() {
            SplittableRandom chance = new SplittableRandom(1);
            for (int n : new int[] {1, 63, 64, 65, 300, 1024, 1100}) {
                int[] fixed = EditDistanceTest.random(chance, n, 4);
                int[] grown = EditDistanceTest.random(chance, 80, 5);
                for (EditMeasure measure : MEASURES) {
                    GrowingEdit growing = GrowingEdit.of(measure, Symbols.of(fixed));
                    EditDistance whole = EditDistance.of(measure);
                    assertThat((double) growing.distance())
                            .isEqualTo(whole.distance(Symbols.of(fixed), Symbols.of()));
                    for (int m = 1; m <= grown.length; m++) {
                        growing.append(grown[m - 1]);
                        Symbols part = Symbols.of(Arrays.copyOf(grown, m));
                        assertThat((double) growing.distance())
                                .as(measure + ", seed 1, " + n + " x " + m)
                                .isEqualTo(whole.distance(Symbols.of(fixed), part));
                    }
                    assertThat(growing.length()).isEqualTo(grown.length);
                    growing.clear();
                    assertThat((double) growing.distance())
                            .isEqualTo(whole.distance(Symbols.of(fixed), Symbols.of()));
                }
            }
        }

        @Test
        void countsObjects() {
            GrowingEdit calls =
                    GrowingEdit.of(EditMeasure.LEVENSHTEIN, Symbols.words("open read close"));
            calls.append("open");
            calls.append("close");
            assertThat(calls.distance()).isEqualTo(1);
        }

        @Test
        void goesOnFromASavedState() throws IOException {
            SplittableRandom chance = new SplittableRandom(2);
            Symbols fixed = Symbols.of(EditDistanceTest.random(chance, 200, 3));
            for (EditMeasure measure : MEASURES) {
                GrowingEdit first = GrowingEdit.of(measure, fixed);
                for (int i = 0; i < 50; i++) {
                    first.append(chance.nextInt(4));
                }
                GrowingEdit second = GrowingEdit.of(measure, fixed);
                second.append(1);
                second.readFrom(read(saved(first)));
                for (int i = 0; i < 100; i++) {
                    int symbol = chance.nextInt(4);
                    first.append(symbol);
                    second.append(symbol);
                    assertThat(second.distance()).isEqualTo(first.distance());
                }
                assertThat(second.length()).isEqualTo(150);
            }
        }

        @Test
        void isKeptWithoutAllocation() {
            GrowingEdit growing =
                    GrowingEdit.of(EditMeasure.LEVENSHTEIN, Symbols.text("a".repeat(300)));
            Runnable run =
                    () -> {
                        for (int i = 0; i < 100_000; i++) {
                            growing.append('a' + (i & 1));
                        }
                    };
            run.run();
            assertThat(Allocation.bytes(run)).isLessThan(2_000);
        }
    }

    private static byte[] saved(GrowingEdit growing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        growing.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream read(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    @Nested
    class Refuses {
        @Test
        void aFixedSequenceThatIsEmptyOrTooLong() {
            assertThatThrownBy(() -> GrowingEdit.of(EditMeasure.LCS, Symbols.of()))
                    .hasMessageContaining("EMPTY");
            Symbols many = Symbols.of(new int[GrowingEdit.LENGTH_MAX + 1]);
            assertThatThrownBy(() -> GrowingEdit.of(EditMeasure.LCS, many))
                    .hasMessageContaining("TOO_LONG");
        }

        @Test
        void anotherMeasureOrType() {
            assertThatThrownBy(() -> GrowingEdit.of(EditMeasure.JARO, Symbols.of(1)))
                    .hasMessageContaining("NOT_PERMITTED");
            GrowingEdit numbers = GrowingEdit.of(EditMeasure.LCS, Symbols.of(1));
            assertThatThrownBy(() -> numbers.append("a")).hasMessageContaining("WRONG_TYPE");
        }

        @Test
        void theStateOfAnother() throws IOException {
            byte[] saved = saved(GrowingEdit.of(EditMeasure.LCS, Symbols.of(1, 2)));
            GrowingEdit other = GrowingEdit.of(EditMeasure.LCS, Symbols.of(1));
            assertThatThrownBy(() -> other.readFrom(read(saved)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("CORRUPT");
        }
    }
}
