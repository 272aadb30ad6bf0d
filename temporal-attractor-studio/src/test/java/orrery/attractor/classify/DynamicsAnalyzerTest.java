package orrery.attractor.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.attractor.AttractorStudio;
import orrery.attractor.Signals;
import orrery.timeline.Refusal;

class DynamicsAnalyzerTest {
    private static Dynamics analyze(double[] window) {
        DynamicsSettings settings = DynamicsSettings.defaults();
        return AttractorStudio.with(settings.withWindow(Math.max(64, window.length)))
                .analyzer()
                .analyze(window, 0, window.length);
    }

    @Nested
    class CallsAPoint {
        @Test
        void aConstant() {
            double[] window = new double[512];
            Arrays.fill(window, 7.25);
            Dynamics dynamics = analyze(window);
            assertThat(dynamics.label()).isEqualTo(DynamicsLabel.POINT);
            assertThat(dynamics.confidence()).isEqualTo(1);
            assertThat(dynamics.exponent()).isEmpty();
        }

        @Test
        void aConstantUpToRounding() {
            double[] window = new double[512];
            for (int i = 0; i < window.length; i++) {
                window[i] = 1e6 + (i % 2) * 1e-9;
            }
            assertThat(analyze(window).label()).isEqualTo(DynamicsLabel.POINT);
        }

        @Test
        void aSpiralThatWindsIn() {
            double[] window = new double[512];
            for (int i = 0; i < window.length; i++) {
                window[i] = Math.exp(-0.002 * i) * Math.cos(0.15 * i);
            }
            assertThat(analyze(window).label()).isEqualTo(DynamicsLabel.POINT);
        }
    }

    @Nested
    class CallsPeriodic {
        @Test
        void anOrbitOfPeriodFourOfTheLogisticMap() {
            Dynamics dynamics = analyze(Signals.logistic(3.5, 1, 512));
            assertThat(dynamics.label()).isEqualTo(DynamicsLabel.PERIODIC);
            assertThat(dynamics.period()).hasValue(4);
        }

        @Test
        void aSquareWaveOfTwoLevels() {
            double[] window = new double[512];
            for (int i = 0; i < window.length; i++) {
                window[i] = i % 37 < 11 ? 1 : 0;
            }
            assertThat(analyze(window).period()).hasValue(37);
        }

        @Test
        void aSineOfAPeriodThatIsNotWhole() {
            Dynamics dynamics = analyze(Signals.sine(40 * Math.PI, 0.3, 1_000));
            assertThat(dynamics.label()).isEqualTo(DynamicsLabel.PERIODIC);
            assertThat(dynamics.period().orElseThrow())
                    .isCloseTo(40 * Math.PI, within(0.01 * 40 * Math.PI));
        }

        @Test
        void aNoisySeason() {
            for (long seed = 1; seed <= 20; seed++) {
                double[] window = Signals.withNoise(Signals.season(seed, 512), 0.2, seed);
                assertThat(analyze(window).label())
                        .as("seed %d", seed)
                        .isEqualTo(DynamicsLabel.PERIODIC);
            }
        }
    }

    @Nested
    class CallsChaotic {
        @Test
        void theLogisticMapWithItsExponent() {
            Dynamics dynamics = analyze(Signals.logistic(4, 1, 2_000));
            assertThat(dynamics.label()).isEqualTo(DynamicsLabel.CHAOTIC);
            assertInterval(dynamics, Math.log(2));
        }

        @Test
        void henonsMapWithItsExponent() {
            Dynamics dynamics = analyze(Signals.henon(1, 2_000));
            assertThat(dynamics.label()).isEqualTo(DynamicsLabel.CHAOTIC);
            assertThat(dynamics.dimension()).hasValue(2);
            assertInterval(dynamics, 0.41922);
        }

        @Test
        void lorenzsSystemWithItsExponent() {
            Dynamics dynamics = analyze(Signals.lorenz(1, 2_000, 10));
            assertThat(dynamics.label()).isEqualTo(DynamicsLabel.CHAOTIC);
            assertInterval(dynamics, 0.9056 * 0.05);
        }

        private void assertInterval(Dynamics dynamics, double truth) {
            assertThat(dynamics.exponent().orElseThrow()).isCloseTo(truth, within(0.15 * truth));
            assertThat(dynamics.exponentLow().orElseThrow()).isPositive().isLessThan(truth);
            assertThat(dynamics.exponentHigh().orElseThrow()).isGreaterThan(truth);
        }
    }

    @Nested
    class DoesNotEstablish {
        @Test
        void aWindowWithNanOrInfinity() {
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                double[] window = Signals.noise(1, 512);
                window[511] = bad;
                Dynamics dynamics = analyze(window);
                assertThat(dynamics.label()).isEqualTo(DynamicsLabel.UNKNOWN);
                assertThat(dynamics.confidence()).isZero();
                assertThat(dynamics.reasons())
                        .containsExactly("the window holds NaN or an infinity");
            }
        }

        @Test
        void aWindowOfLessThanSixtyFourSamples() {
            assertThat(analyze(new double[0]).label()).isEqualTo(DynamicsLabel.UNKNOWN);
            assertThat(analyze(Signals.noise(1, 63)).reasons())
                    .containsExactly("fewer than 64 samples");
            assertThat(analyze(Signals.noise(1, 64)).reasons())
                    .doesNotContain("fewer than 64 samples");
        }

        @Test
        void noiseOfFewLevels() {
            double[] window = Signals.noise(1, 512);
            for (int i = 0; i < window.length; i++) {
                window[i] = Math.rint(window[i] / 2);
            }
            assertThat(analyze(window).reasons().getFirst())
                    .startsWith("fewer than eight distinct");
        }

        @Test
        void motionOnATorus() {
            double[] window = new double[2_000];
            for (int i = 0; i < window.length; i++) {
                window[i] = Math.sin(0.05 * i) + 0.7 * Math.sin(Math.sqrt(2) * 0.05 * i);
            }
            assertThat(analyze(window).label()).isEqualTo(DynamicsLabel.UNKNOWN);
        }
    }

    @Nested
    class Survives {
        @Test
        void samplesOfAnyFiniteSize() {
            for (double scale : new double[] {1e-300, 1e-150, 1, 1e150, 1e307}) {
                double[] window = Signals.logistic(4, 1, 512);
                for (int i = 0; i < window.length; i++) {
                    window[i] = (window[i] - 0.5) * scale;
                }
                assertThat(analyze(window).label())
                        .as("scale %s", scale)
                        .isIn(DynamicsLabel.CHAOTIC, DynamicsLabel.POINT);
            }
        }

        @Test
        void aSpikeAndAStep() {
            double[] spike = new double[512];
            spike[100] = 1;
            double[] step = new double[512];
            Arrays.fill(step, 300, 512, 1);
            assertThat(analyze(spike).label()).isNotEqualTo(DynamicsLabel.CHAOTIC);
            assertThat(analyze(step).label()).isNotEqualTo(DynamicsLabel.CHAOTIC);
        }

        @Test
        void everyLengthAndEverySetting() {
            for (int n = 64; n < 200; n++) {
                for (double[] window :
                        new double[][] {
                            Signals.noise(n, n), Signals.walk(n, n), Signals.lorenz(n, n, 2)
                        }) {
                    assertThat(analyze(window).reasons()).as("n %d", n).isNotEmpty();
                }
            }
            DynamicsSettings odd = new DynamicsSettings(300, 1_024, 10, 10, 65_536);
            assertThat(new DynamicsAnalyzer(odd).analyze(Signals.walk(1, 300), 0, 300).reasons())
                    .isNotEmpty();
        }
    }

    @Nested
    class GivesTheSameAnswer {
        @Test
        void whateverWasAnalysedBefore() {
            DynamicsAnalyzer used = new DynamicsAnalyzer(DynamicsSettings.defaults());
            for (long seed = 1; seed <= 10; seed++) {
                double[] window = Signals.henon(seed, 512);
                used.analyze(Signals.noise(seed, 512), 0, 512);
                assertThat(used.analyze(window, 0, 512)).isEqualTo(analyze(window));
            }
        }

        @Test
        void whereverTheWindowLies() {
            double[] window = Signals.henon(3, 512);
            double[] longer = new double[600];
            System.arraycopy(window, 0, longer, 50, 512);
            DynamicsAnalyzer analyzer = new DynamicsAnalyzer(DynamicsSettings.defaults());
            assertThat(analyzer.analyze(longer, 50, 512)).isEqualTo(analyze(window));
        }

        @Test
        void afterItWasWrittenAndRead() throws IOException {
            Dynamics dynamics = analyze(Signals.henon(3, 512));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            dynamics.writeTo(new DataOutputStream(bytes));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            assertThat(Dynamics.readFrom(in)).isEqualTo(dynamics);
        }
    }

    @Nested
    class Allocates {
        @Test
        void onlyTheAnswerAndItsViews() {
            DynamicsAnalyzer analyzer = new DynamicsAnalyzer(DynamicsSettings.defaults());
            double[] window = Signals.henon(3, 512);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (int i = 0; i < 200; i++) {
                analyzer.analyze(window, 0, 512);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                analyzer.analyze(window, 0, 512);
            }
            long perWindow = (threads.getCurrentThreadAllocatedBytes() - before) / 100;
            assertThat(perWindow).isLessThan(2_048);
        }
    }

    @Nested
    class Refuses {
        @Test
        void aWindowOutsideTheArray() {
            DynamicsAnalyzer analyzer = new DynamicsAnalyzer(DynamicsSettings.defaults());
            double[] window = new double[100];
            for (int[] range : new int[][] {{-1, 10}, {0, 101}, {1, 100}, {0, -1}, {101, 0}}) {
                Refusal refusal =
                        catchThrowableOfType(
                                Refusal.class, () -> analyzer.analyze(window, range[0], range[1]));
                assertThat(refusal.code()).isEqualTo(Refusal.Code.OUT_OF_RANGE);
            }
        }

        @Test
        void aWindowLongerThanItsLimit() {
            DynamicsAnalyzer analyzer = new DynamicsAnalyzer(DynamicsSettings.defaults());
            Refusal refusal =
                    catchThrowableOfType(
                            Refusal.class, () -> analyzer.analyze(new double[513], 0, 513));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.TOO_LONG);
        }

        @Test
        void settingsOutsideTheirRanges() {
            int[][] wrong = {
                {63, 64, 6, 0, 256},
                {65_537, 64, 6, 0, 256},
                {512, 0, 6, 0, 256},
                {512, 1_025, 6, 0, 256},
                {512, 64, 0, 0, 256},
                {512, 64, 11, 0, 256},
                {512, 64, 6, -1, 256},
                {512, 64, 6, 7, 256},
                {512, 64, 6, 0, 63},
                {512, 64, 6, 0, 65_537}
            };
            for (int[] s : wrong) {
                Refusal refusal =
                        catchThrowableOfType(
                                Refusal.class,
                                () -> new DynamicsSettings(s[0], s[1], s[2], s[3], s[4]));
                assertThat(refusal.code()).isEqualTo(Refusal.Code.OUT_OF_RANGE);
            }
        }
    }
}
