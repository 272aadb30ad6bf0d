package orrery.compare.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.compare.summary.Sets.assertRefused;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class SeriesSetTest {
    @Test
    void holdsCopies() {
        double[][] series = {{1, 2}, {3}};
        SeriesSet set = SeriesSet.of(series);
        series[0][0] = 9;
        set.series(0)[0][1] = 9;
        assertThat(set.series(0)[0]).containsExactly(1, 2);
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.channels()).isEqualTo(1);
        assertThat(set.length(1)).isEqualTo(1);
        assertThat(set.weight(1)).isEqualTo(1);
    }

    @Test
    void refusesSeriesThatAreNoSet() {
        assertRefused(Refusal.Code.EMPTY, () -> SeriesSet.of(new double[0][]));
        assertRefused(Refusal.Code.EMPTY, () -> SeriesSet.of(new double[][] {{1}, {}}));
        assertRefused(Refusal.Code.NOT_A_NUMBER, () -> SeriesSet.of(new double[][] {{Double.NaN}}));
        assertRefused(
                Refusal.Code.NOT_A_NUMBER,
                () -> SeriesSet.of(new double[][] {{1}, {Double.POSITIVE_INFINITY}}));
        assertRefused(Refusal.Code.EMPTY, () -> SeriesSet.ofChannels(new double[1][0][]));
        assertRefused(
                Refusal.Code.LENGTH_MISMATCH,
                () -> SeriesSet.ofChannels(new double[][][] {{{1}}, {{1}, {2}}}));
        assertRefused(
                Refusal.Code.LENGTH_MISMATCH,
                () -> SeriesSet.ofChannels(new double[][][] {{{1, 2}, {1}}}));
    }

    @Test
    void refusesWhatIsTooMuchBeforeItCopies() {
        double[] one = {1};
        double[][] many = new double[SeriesSet.SIZE_MAX + 1][];
        Arrays.fill(many, one);
        assertRefused(Refusal.Code.LIMIT, () -> SeriesSet.of(many));
        assertRefused(
                Refusal.Code.TOO_LONG,
                () -> SeriesSet.of(new double[][] {new double[1 << 20 | 1]}));
        double[][] long65 = new double[65][];
        Arrays.fill(long65, new double[1 << 20]);
        assertRefused(Refusal.Code.LIMIT, () -> SeriesSet.of(long65));
    }

    @Test
    void refusesWeightsThatAreNone() {
        SeriesSet set = SeriesSet.of(new double[][] {{1}, {2}});
        assertRefused(Refusal.Code.LENGTH_MISMATCH, () -> set.withWeights(new double[] {1}));
        assertRefused(Refusal.Code.OUT_OF_RANGE, () -> set.withWeights(new double[] {1, -1}));
        assertRefused(
                Refusal.Code.OUT_OF_RANGE, () -> set.withWeights(new double[] {1, Double.NaN}));
        assertRefused(Refusal.Code.OUT_OF_RANGE, () -> set.withWeights(new double[] {0, 0}));
        assertRefused(
                Refusal.Code.OUT_OF_RANGE,
                () -> set.withWeights(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}));
    }
}
