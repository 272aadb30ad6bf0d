package orrery.compare.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.distance.LockStep;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

class NearestNeighbourTest {
    private static final double[][] SERIES = {{0, 1, 0, 0}, {0, 0, 1, 0}, {5, 5, 5, 5}};
    private static final List<String> LABELS = List.of("up", "up", "high");
    private static final Elastic DTW = new Elastic.Dtw(StepCost.SQUARED);

    @Test
    void givesTheLabelOfTheNearest() {
        NearestNeighbour dtw =
                NearestNeighbour.elastic(SERIES, LABELS, DTW, new Window.SakoeChiba(1));
        assertThat(dtw.classify(new double[] {4, 4, 4, 4})).isEqualTo("high");
        assertThat(dtw.classify(new double[] {0, 0, 0, 1})).isEqualTo("up");
        NearestNeighbour euclidean = NearestNeighbour.by(SERIES, LABELS, new LockStep.Euclidean());
        assertThat(euclidean.classify(new double[] {4, 4, 4, 4})).isEqualTo("high");
    }

    @Test
    void countsErrorsUntilItIsStopped() {
        NearestNeighbour dtw = NearestNeighbour.elastic(SERIES, LABELS, DTW, new Window.Full());
        List<String> wrong = List.of("up", "high", "high");
        NearestNeighbour.Score score = dtw.test(SERIES, wrong, done -> true);
        assertThat(score).isEqualTo(new NearestNeighbour.Score(3, 1));
        assertThat(score.errorRate()).isEqualTo(1 / 3.0);
        assertThat(dtw.test(SERIES, wrong, done -> done < 1).cases()).isEqualTo(1);
    }

    @Test
    void refusesSeriesWithoutLabels() {
        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class,
                        () ->
                                NearestNeighbour.elastic(
                                        SERIES, List.of("a"), DTW, new Window.Full()));
        assertThat(refusal.code()).isEqualTo(Refusal.Code.LENGTH_MISMATCH);
    }

    @Nested
    class AWindow {
        @Test
        void isTheSmallestWithTheFewestErrors() {
            double[][] series = new double[8][40];
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                series[i][3 + 2 * (i / 2) + (i % 2 == 0 ? 0 : 20)] = 1 + i % 2;
                labels.add("class" + i % 2);
            }
            WindowChoice choice = WindowChoice.leaveOneOut(series, labels, DTW, done -> true);
            assertThat(choice.errors()).isZero();
            for (int radius = 0; radius < choice.radius(); radius++) {
                assertThat(errors(series, labels, radius)).as("radius " + radius).isPositive();
            }
            assertThat(errors(series, labels, choice.radius())).isZero();
        }

        private int errors(double[][] series, List<String> labels, int radius) {
            int errors = 0;
            for (int i = 0; i < series.length; i++) {
                List<double[]> others = new ArrayList<>(Arrays.asList(series));
                List<String> names = new ArrayList<>(labels);
                others.remove(i);
                names.remove(i);
                NearestNeighbour one =
                        NearestNeighbour.elastic(
                                others.toArray(new double[0][]),
                                names,
                                DTW,
                                new Window.SakoeChiba(radius));
                errors += one.classify(series[i]).equals(labels.get(i)) ? 0 : 1;
            }
            return errors;
        }

        @Test
        void isRoundedUpAsInTheArchive() {
            assertThat(WindowChoice.radius(3, 176)).isEqualTo(6);
            assertThat(WindowChoice.radius(7, 300)).isEqualTo(21);
            assertThat(WindowChoice.radius(0, 300)).isZero();
        }
    }
}
