package orrery.compare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.testkit.Allocation;

class OnlineTemplatesTest {
    private static double[] wave(int length) {
        return IntStream.range(0, length).mapToDouble(i -> Math.sin(i * 0.5)).toArray();
    }

    private static OnlineTemplates templates(long seed, double[]... shapes) {
        return OnlineTemplates.of(List.of(shapes), 199, new SplittableRandom(seed));
    }

    @Nested
    class AWindow {
        @Test
        void thatIsTheTemplateIsAtDistanceZeroWhateverLevelAndScale() {
            OnlineTemplates found = templates(1, wave(16), new double[16]);
            for (double value : wave(16)) {
                assertThat(found.distance(0)).isNaN();
                found.add(100 + 7 * value);
            }
            assertThat(found.distance(0)).isCloseTo(0, within(1e-9));
            assertThat(found.distance(1)).isCloseTo(4, within(1e-9));
            assertThat(found.pValue(0)).isNaN();
        }

        @Test
        void plantedInNoiseIsSurprising() {
            SplittableRandom chance = new SplittableRandom(2);
            OnlineTemplates found = templates(3, wave(16));
            for (int i = 0; i < 2000; i++) {
                found.add(chance.nextDouble());
            }
            for (double value : wave(16)) {
                found.add(value);
            }
            assertThat(found.sampled()).isEqualTo(199);
            assertThat(found.pValue(0)).isEqualTo(1 / 200.0);
            assertThat(found.confidence(0)).isEqualTo(1 - 1 / 200.0);
        }

        @Test
        void ofShuffledSamplesRaisesAFalseAlarmAsOftenAsItSays() {
            SplittableRandom chance = new SplittableRandom(4);
            int alarms = 0;
            int windows = 0;
            for (int run = 0; run < 40; run++) {
                OnlineTemplates found = templates(run, wave(12));
                for (int i = 0; i < 3000; i++) {
                    found.add(chance.nextDouble() * chance.nextDouble());
                    if (!Double.isNaN(found.pValue(0)) && found.sampled() == 199) {
                        windows++;
                        alarms += found.pValue(0) <= 0.05 ? 1 : 0;
                    }
                }
            }
            assertThat(windows).isGreaterThan(100_000);
            assertThat(alarms / (double) windows).isBetween(0.04, 0.06);
        }

        @Test
        void ofAnyShuffledStreamRaisesAtMostFiveInAHundredAtNinetyFivePerCent() {
            double worst = 0;
            for (int kind = 0; kind < 3; kind++) {
                double total = 0;
                for (int seed = 0; seed < 12; seed++) {
                    total += alarms(shuffled(kind, seed), seed) / 12;
                }
                assertThat(total).as("kind %d", kind).isBetween(0.03, 0.06);
                worst = Math.max(worst, total);
            }
            assertThat(worst).isPositive();
        }

        // Waves, noise, and heavy tails.
        private static double[] shuffled(int kind, int seed) {
            SplittableRandom chance = new SplittableRandom(100 * kind + seed);
            double[] samples = new double[3000];
            for (int i = 0; i < samples.length; i++) {
                samples[i] =
                        switch (kind) {
                            case 0 -> Math.sin(i * 0.5) + (i % 97 == 0 ? 3 : 0);
                            case 1 -> chance.nextGaussian();
                            default -> 1 / (chance.nextDouble() + 1e-3);
                        };
            }
            for (int i = samples.length - 1; i > 0; i--) {
                int other = chance.nextInt(i + 1);
                double swap = samples[i];
                samples[i] = samples[other];
                samples[other] = swap;
            }
            return samples;
        }

        private static double alarms(double[] stream, int seed) {
            OnlineTemplates found =
                    OnlineTemplates.of(List.of(wave(12)), 399, new SplittableRandom(seed));
            int alarms = 0;
            int windows = 0;
            for (double sample : stream) {
                found.add(sample);
                if (found.sampled() == 399) {
                    windows++;
                    alarms += found.confidence(0) >= 0.95 ? 1 : 0;
                }
            }
            return alarms / (double) windows;
        }

        @Test
        void withAGapIsNotKnown() {
            OnlineTemplates found = templates(5, wave(4));
            for (int i = 0; i < 4; i++) {
                found.add(i);
            }
            assertThat(found.distance(0)).isNotNaN();
            found.add(Double.NaN);
            assertThat(found.distance(0)).isNaN();
        }
    }

    @Test
    void goesOnFromASavedState() throws IOException {
        SplittableRandom chance = new SplittableRandom(6);
        OnlineTemplates first = templates(7, wave(8));
        for (int i = 0; i < 150; i++) {
            first.add(chance.nextDouble());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        first.writeTo(new DataOutputStream(bytes));
        OnlineTemplates second = templates(7, wave(8));
        second.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (int i = 0; i < 300; i++) {
            double sample = chance.nextDouble();
            first.add(sample);
            second.add(sample);
            assertThat(second.pValue(0)).isEqualTo(first.pValue(0));
        }
        OnlineTemplates other = templates(7, wave(9));
        assertThatThrownBy(() ->
                        other.readFrom(
                                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .hasMessageContaining("CORRUPT");
    }

    @Test
    void costsNoAllocation() {
        OnlineTemplates found = templates(8, wave(8));
        double[] sink = {0};
        Runnable run =
                () -> {
                    for (int i = 0; i < 100_000; i++) {
                        found.add(i * 7 % 13);
                        sink[0] += found.pValue(0);
                    }
                };
        run.run();
        assertThat(Allocation.bytes(run)).isLessThan(2_000);
    }

    @Test
    void refusesWhatIsNoTemplate() {
        SplittableRandom chance = new SplittableRandom(9);
        assertThatThrownBy(() -> OnlineTemplates.of(List.of(), 99, chance))
                .hasMessageContaining("EMPTY");
        assertThatThrownBy(() -> templates(1, new double[1])).hasMessageContaining("TOO_SHORT");
        assertThatThrownBy(() -> templates(1, new double[2], new double[3]))
                .hasMessageContaining("LENGTH_MISMATCH");
        assertThatThrownBy(() -> templates(1, new double[] {1, Double.NaN}))
                .hasMessageContaining("NOT_A_NUMBER");
        assertThatThrownBy(() -> OnlineTemplates.of(List.of(wave(4)), 18, chance))
                .hasMessageContaining("OUT_OF_RANGE");
    }
}
