package orrery.compare.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowSizeTest {
    private static double[] wave(int period, double scale, double offset) {
        double[] series = new double[2000];
        for (int t = 0; t < series.length; t++) {
            series[t] = offset + scale * Math.sin(t * 2 * Math.PI / period);
        }
        return series;
    }

    @Test
    void growsWithThePeriod() {
        int shorter = WindowSize.of(wave(40, 1, 0));
        int longer = WindowSize.of(wave(160, 1, 0));
        assertThat(shorter).isBetween(10, 20);
        assertThat(longer).isBetween(25, 80);
    }

    @Test
    void doesNotDependOnScaleAndOffset() {
        assertThat(WindowSize.of(wave(100, 1e6, -1e9))).isEqualTo(WindowSize.of(wave(100, 1, 0)));
    }

    @Test
    void isTheLeastWhereNothingChanges() {
        assertThat(WindowSize.of(new double[500])).isEqualTo(10);
        assertThat(WindowSize.of(new double[4])).isEqualTo(4);
    }

    @Test
    void fitsIntoAnySeries() {
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 1; length < 100; length++) {
            double[] series = random.doubles(length, -1e308, 1e308).toArray();
            assertThat(WindowSize.of(series)).as("length " + length).isBetween(1, length);
        }
    }
}
