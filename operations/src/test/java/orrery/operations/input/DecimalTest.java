package orrery.operations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class DecimalTest {
    @Test
    void equalsTheJdkBitForBit() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            String text =
                    switch (i % 4) {
                        case 0 -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
                        case 1 -> String.format(Locale.ROOT, "%.4f", random.nextDouble(-1e6, 1e6));
                        case 2 -> String.valueOf(random.nextLong());
                        default -> random.nextInt(1000) + "." + random.nextLong(1L << 50);
                    };
            double expected = Double.parseDouble(text);
            if (Double.isFinite(expected)) {
                assertThat(Double.doubleToRawLongBits(parse(text)))
                        .as("seed 3: %s", text)
                        .isEqualTo(Double.doubleToRawLongBits(expected));
            }
        }
    }

    @Test
    void readsTheNotationsThatThereAre() {
        assertThat(parse(" +7 ")).isEqualTo(7);
        assertThat(parse("-.5")).isEqualTo(-0.5);
        assertThat(parse("5.")).isEqualTo(5);
        assertThat(parse("123456789012345")).isEqualTo(123456789012345.0);
        assertThat(parse("1234567890123456789012")).isEqualTo(1.2345678901234568E+21);
        assertThat(parse("0.0819647355164")).isEqualTo(0.0819647355164);
        assertThat(parse("0.00000000000000000000000000001")).isEqualTo(1e-29);
        assertThat(parse("-0")).isEqualTo(-0.0);
        assertThat(parse("1e3")).isEqualTo(1000);
    }

    @Test
    void takesWordsForNothingAsMissing() {
        for (String text : List.of("", "  ", "null", "NaN", "nan", "NA", "N/A", "None", "-")) {
            assertThat(parse(text)).as(text).isNaN();
        }
    }

    @Test
    void refusesTextAndInfinities() {
        for (String text :
                List.of(
                        "abc",
                        "1,5",
                        "1.2.3",
                        "1d",
                        "0x10",
                        "1e",
                        "Infinity",
                        "-inf",
                        "1e999",
                        ".",
                        "+",
                        "1 2")) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> parse(text));
            assertThat(refusal.code()).as(text).isEqualTo(Refusal.Code.NOT_A_NUMBER);
        }
        assertThat(catchThrowableOfType(Refusal.class, () -> parse("x".repeat(1000))).found())
                .hasSizeLessThan(80);
    }

    private static double parse(String text) {
        char[] chars = ("9" + text + "9").toCharArray();
        return Decimal.parse(chars, 1, text.length());
    }
}
