package orrery.compare.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.ReferenceCases;
import orrery.compare.ReferenceCases.Case;
import orrery.compare.distance.LockStep;
import orrery.compare.distance.Samples;
import orrery.compare.warping.Border;
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

    /// Published errors of the UCR archive, and those of the EAP programs; the slow ones only with
    /// `-Doracles=all`.
    @Nested
    class OnTheArchive {
        private static final Set<String> SLOW =
                Set.of(
                        "1nn_dtw_Adiac",
                        "1nn_dtw_CricketX",
                        "1nn_dtw_FiftyWords",
                        "1nn_dtw_Fish",
                        "1nn_dtw_HouseTwenty",
                        "1nn_cdtw_HouseTwenty",
                        "1nn_dtw_InsectEPGRegularTrain",
                        "1nn_dtw_ShapeletSim",
                        "1nn_dtw_Lightning2",
                        "1nn_dtw_SwedishLeaf",
                        "1nn_msm_1_SyntheticControl");

        @Test
        void makesThePublishedErrors() throws IOException {
            assumeTrue(
                    ReferenceCases.folder().isPresent(),
                    "there is no folder ../shared with reference values");
            boolean all = "all".equals(System.getProperty("oracles"));
            int tested = 0;
            for (Case one : ReferenceCases.all()) {
                boolean slow = SLOW.contains(one.id().replace("file/", ""));
                if (one.kind().startsWith("1nn_") && (all || !slow)) {
                    assertPublished(one);
                    tested++;
                }
            }
            assertThat(tested).isEqualTo(all ? 78 : 67);
        }

        private void assertPublished(Case one) throws IOException {
            Labelled train = read(one, "train");
            Labelled test = read(one, "test");
            int length = Arrays.stream(train.series).mapToInt(s -> s.length).max().orElse(0);
            NearestNeighbour.Score score =
                    classifier(one, train, length).test(test.series, test.labels, done -> true);
            Map<?, ?> expected = (Map<?, ?>) one.expected();
            assertThat((double) (score.cases() - score.errors()))
                    .as(one.id())
                    .isEqualTo(expected.get("correct"));
        }

        private NearestNeighbour classifier(Case one, Labelled train, int length) {
            String name = one.params().getOrDefault("measure", "dtw").toString();
            double percent = one.number("window_percent", () -> 100);
            String[] words = name.split(" ", -1);
            double first = words.length > 1 ? Double.parseDouble(words[1]) : 0;
            double second = words.length > 2 ? Double.parseDouble(words[2]) : 0;
            Window window = new Window.SakoeChiba(WindowChoice.radius((int) percent, length));
            return switch (words[0]) {
                case "sqed" ->
                        NearestNeighbour.by(train.series, train.labels, new LockStep.Euclidean());
                case "dtw" -> elastic(train, DTW, window);
                case "wdtw" -> elastic(train, new Elastic.WeightedDtw(first), window);
                case "msm" -> elastic(train, new Elastic.Msm(first), window);
                case "twe" -> elastic(train, new Elastic.Twe(first, second), window);
                case "lcss" -> elastic(train, new Elastic.Lcss(first), share(second, length));
                // What is stored was made with a window of 0 and a gap of 0.1: the arguments of
                // that
                // program stand the other way round.
                case "erp" ->
                        elastic(
                                train,
                                new Elastic.Erp(second, StepCost.SQUARED, Border.CUMULATIVE),
                                share(first, length));
                default -> throw new IllegalStateException(name);
            };
        }

        private NearestNeighbour elastic(Labelled train, Elastic measure, Window window) {
            return NearestNeighbour.elastic(train.series, train.labels, measure, window);
        }

        private Window share(double share, int length) {
            return new Window.SakoeChiba((int) Math.floor(share * length));
        }

        private static final class Labelled {
            private final double[][] series;
            private final List<String> labels;

            Labelled(double[][] series, List<String> labels) {
                this.series = series;
                this.labels = labels;
            }
        }

        private Labelled read(Case one, String field) throws IOException {
            String name = Objects.requireNonNull(one.input().get(field)).toString();
            Path data = ReferenceCases.folder().orElseThrow().resolve("data/compare");
            boolean normalised = Boolean.TRUE.equals(one.params().get("znormalise_first"));
            List<String> labels = new ArrayList<>();
            List<double[]> series = new ArrayList<>();
            for (String line : Files.readAllLines(data.resolve(name.replaceFirst("^data/", "")))) {
                String[] fields = line.split("\t", -1);
                labels.add(fields[0]);
                double[] samples = new double[fields.length - 1];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = Double.parseDouble(fields[i + 1]);
                }
                series.add(normalised ? Samples.zNormalised(samples) : samples);
            }
            return new Labelled(series.toArray(new double[0][]), labels);
        }
    }
}
