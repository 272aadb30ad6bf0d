package orrery.attractor.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import orrery.attractor.Signals;

/// Labels counted over seeded series; the table is printed.
class ConfusionTest {
    private static final int SEEDS = 30;

    private interface Source {
        double[] series(long seed, int n);
    }

    private static Map<String, Source> notChaotic() {
        Map<String, Source> out = new LinkedHashMap<>();
        out.put("white noise", Signals::noise);
        out.put("AR(1) 0.5", (s, n) -> Signals.autoregressive(0.5, 0, s, n));
        out.put("AR(1) 0.95", (s, n) -> Signals.autoregressive(0.95, 0, s, n));
        out.put("AR(1) -0.8", (s, n) -> Signals.autoregressive(-0.8, 0, s, n));
        out.put("AR(2) 0.98 / 20", (s, n) -> Signals.noisyOscillation(0.98, 20, s, n));
        out.put("AR(2) 0.995 / 12", (s, n) -> Signals.noisyOscillation(0.995, 12, s, n));
        out.put("AR(2) 0.9 / 5", (s, n) -> Signals.noisyOscillation(0.9, 5, s, n));
        out.put("random walk", Signals::walk);
        out.put("torus of 2", (s, n) -> Signals.torus(2, s, n));
        out.put("torus of 3", (s, n) -> Signals.torus(3, s, n));
        out.put("torus of 2, 5 %", (s, n) -> Signals.withNoise(Signals.torus(2, s, n), 0.05, s));
        out.put(
                "sine, 5 %",
                (s, n) -> Signals.withNoise(Signals.sine(5.3 + 1.7 * s, 0.1 * s, n), 0.05, s));
        out.put("season, 5 %", (s, n) -> Signals.withNoise(Signals.season(s, n), 0.05, s));
        out.put("season, 20 %", (s, n) -> Signals.withNoise(Signals.season(s, n), 0.2, s));
        return out;
    }

    private static Map<String, Source> chaotic(double noise) {
        Map<String, Source> out = new LinkedHashMap<>();
        out.put("logistic 4", (s, n) -> Signals.withNoise(Signals.logistic(4, s, n), noise, s));
        out.put("logistic 3.8", (s, n) -> Signals.withNoise(Signals.logistic(3.8, s, n), noise, s));
        out.put("Henon", (s, n) -> Signals.withNoise(Signals.henon(s, n), noise, s));
        out.put("Lorenz, 0.1", (s, n) -> Signals.withNoise(Signals.lorenz(s, n, 20), noise, s));
        return out;
    }

    @Test
    void noiseWalksToriAndCyclesAreNeverCalledChaoticInMoreThanOneOfAHundred() {
        assertThat(count(notChaotic(), 512, "chaotic")).isLessThanOrEqualTo(0.01);
        assertThat(count(notChaotic(), 1_000, "chaotic")).isLessThanOrEqualTo(0.01);
    }

    @Test
    void cleanAndNoisyChaosOfTwoThousandSamplesIsFound() {
        assertThat(count(chaotic(0), 2_000, "chaotic")).isGreaterThan(0.95);
        assertThat(count(chaotic(0.05), 2_000, "chaotic")).isGreaterThan(0.85);
    }

    @Test
    void chaosOfFewSamplesIsFoundOrLeftOpenButNeverCalledSomethingElse() {
        Map<String, Source> sources = chaotic(0.01);
        assertThat(count(sources, 512, "chaotic")).isGreaterThan(0.7);
        assertThat(count(sources, 512, "periodic")).isZero();
        assertThat(count(sources, 512, "stochastic")).isLessThanOrEqualTo(0.02);
    }

    private static double count(Map<String, Source> sources, int n, String label) {
        DynamicsLabel asked = DynamicsLabel.valueOf(label.toUpperCase(java.util.Locale.ROOT));
        DynamicsAnalyzer analyzer = new DynamicsAnalyzer(DynamicsSettings.defaults().withWindow(n));
        int hits = 0;
        for (Map.Entry<String, Source> source : sources.entrySet()) {
            Map<DynamicsLabel, Integer> labels = new EnumMap<>(DynamicsLabel.class);
            for (long seed = 1; seed <= SEEDS; seed++) {
                double[] series = source.getValue().series(seed, n);
                labels.merge(analyzer.analyze(series, 0, n).label(), 1, Integer::sum);
            }
            hits += labels.getOrDefault(asked, 0);
            System.out.println(n + " samples, " + source.getKey() + ": " + labels);
        }
        return hits / (double) (SEEDS * sources.size());
    }
}
