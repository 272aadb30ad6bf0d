package orrery.attractor.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import orrery.attractor.internal.DelayChoice;
import orrery.attractor.internal.Spectrum;

/// Stored series with published values, where they are at hand beside the project.
class StoredSeriesTest {
    private static final List<String> NOT_CHAOTIC =
            List.of(
                    "ar1_095",
                    "ar2_osc",
                    "circle_qp",
                    "logistic35",
                    "pink",
                    "sine",
                    "sine_noise20",
                    "spiral",
                    "torus2",
                    "torus3",
                    "vdp",
                    "walk",
                    "white");

    @Test
    void noneThatIsNotChaoticIsCalledChaoticInAnyWindow() throws IOException {
        Map<String, Map<DynamicsLabel, Integer>> table = new TreeMap<>();
        for (String name : NOT_CHAOTIC) {
            double[] series = series(name);
            for (int n : new int[] {512, 2_000}) {
                Map<DynamicsLabel, Integer> labels = labels(series, n);
                table.put(name + " " + n, labels);
                assertThat(labels).as(name).doesNotContainKey(DynamicsLabel.CHAOTIC);
            }
        }
        System.out.println(table);
    }

    /// A strange attractor without chaos: short windows can mislead, longer ones do not.
    @Test
    void theStrangeNonChaoticOneIsRarelyCalledChaoticInShortWindowsAndNeverInLongerOnes()
            throws IOException {
        double[] series = series("gopy");
        assertThat(labels(series, 512).getOrDefault(DynamicsLabel.CHAOTIC, 0))
                .isLessThanOrEqualTo(1);
        assertThat(labels(series, 2_000)).doesNotContainKey(DynamicsLabel.CHAOTIC);
    }

    @Test
    void chaoticOnesAreFoundInWindowsOfTwoThousand() throws IOException {
        for (String name : List.of("logistic4", "logistic37", "henon", "ikeda", "henon_noise05")) {
            Map<DynamicsLabel, Integer> labels = labels(series(name), 2_000);
            System.out.println(name + " 2000 " + labels);
            assertThat(labels.getOrDefault(DynamicsLabel.CHAOTIC, 0)).as(name).isEqualTo(5);
        }
        for (String name : List.of("lorenz", "rossler", "mg17", "mg30", "stdmap_K6908")) {
            System.out.println(name + " 2000 " + labels(series(name), 2_000));
        }
    }

    @Test
    void theExponentsArePublishedOnes() throws IOException {
        assertThat(exponent("henon", 10_000)).isCloseTo(0.419, within(0.02));
        assertThat(exponent("logistic4", 10_000)).isCloseTo(Math.log(2), within(0.01));
        assertThat(exponent("lorenz", 5_000) / 0.01).isCloseTo(0.9, within(0.09));
    }

    @Test
    void theDelaysArePublishedOnes() throws IOException {
        double[] lorenz = series("lorenz");
        assertThat(new DelayChoice(10_000).firstMinimum(lorenz, 10_000, 64)).isBetween(16, 20);
        double[] rossler = series("rossler");
        assertThat(new DelayChoice(10_000).firstMinimum(rossler, 10_000, 64)).isBetween(11, 16);
        assertThat(firstBelow(lorenz, Math.exp(-1))).isEqualTo(32);
        assertThat(firstBelow(lorenz, 0)).isEqualTo(266);
        assertThat(firstBelow(rossler, Math.exp(-1))).isEqualTo(11);
        assertThat(firstBelow(rossler, 0)).isEqualTo(15);
    }

    private static int firstBelow(double[] series, double level) {
        double mean = Arrays.stream(series).average().orElseThrow();
        double[] centred = Arrays.stream(series).map(v -> v - mean).toArray();
        double[] products = new Spectrum(series.length).laggedProducts(centred, series.length);
        return DelayChoice.firstBelow(products, level, 1_000);
    }

    private static double exponent(String name, int n) throws IOException {
        DynamicsSettings settings = new DynamicsSettings(n, 64, 6, 0, 2_000);
        Dynamics dynamics = new DynamicsAnalyzer(settings).analyze(series(name), 0, n);
        System.out.println(name + " " + n + " " + dynamics);
        return dynamics.exponent().orElseThrow();
    }

    private static Map<DynamicsLabel, Integer> labels(double[] series, int n) {
        DynamicsAnalyzer analyzer = new DynamicsAnalyzer(DynamicsSettings.defaults().withWindow(n));
        Map<DynamicsLabel, Integer> labels = new TreeMap<>();
        for (int from = 0; from + n <= series.length; from += n) {
            labels.merge(analyzer.analyze(series, from, n).label(), 1, Integer::sum);
        }
        return labels;
    }

    private static double[] series(String name) throws IOException {
        Path file = Path.of("..", "..", "shared", "data", "attractor", "series", name + ".txt");
        boolean present = Files.exists(file);
        if (!present) {
            System.out.println("skipped: " + file + " is not there");
        }
        assumeTrue(present);
        return Files.readAllLines(file).stream().mapToDouble(Double::parseDouble).toArray();
    }
}
