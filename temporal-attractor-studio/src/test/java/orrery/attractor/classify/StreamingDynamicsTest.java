package orrery.attractor.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.attractor.Signals;
import orrery.timeline.Refusal;

class StreamingDynamicsTest {
    private static final DynamicsSettings SMALL = DynamicsSettings.defaults().withWindow(256);
    private static final Cadence CADENCE = new Cadence(32, 9);

    /// Noise, then chaos, then a cycle, with a bad sample between.
    private static double[] stream() {
        double[] out = new double[1_500];
        System.arraycopy(Signals.noise(1, 500), 0, out, 0, 500);
        System.arraycopy(Signals.henon(2, 500), 0, out, 500, 500);
        System.arraycopy(Signals.sine(17.3, 0, 500), 0, out, 1_000, 500);
        out[400] = Double.NaN;
        return out;
    }

    private static List<Dynamics> answers(Executor executor, Cadence cadence) {
        StreamingDynamics stream = new StreamingDynamics(SMALL, cadence, executor);
        List<Dynamics> out = new ArrayList<>();
        for (double value : stream()) {
            stream.add(value);
            out.add(stream.current());
        }
        return out;
    }

    @Nested
    class Publishes {
        @Test
        void theAnswerOfTheWindowThatEndedLagSamplesAgo() {
            double[] samples = stream();
            DynamicsAnalyzer analyzer = new DynamicsAnalyzer(SMALL);
            List<Dynamics> published = answers(Runnable::run, CADENCE);
            Dynamics expected = Dynamics.notYet();
            for (int n = 1; n <= samples.length; n++) {
                int end = n - CADENCE.lag();
                if (end >= 256 && (end - 256) % CADENCE.hop() == 0) {
                    expected = analyzer.analyze(samples, end - 256, 256);
                }
                assertThat(published.get(n - 1)).as("after %d samples", n).isEqualTo(expected);
            }
        }

        @Test
        void theSameWithOneThreadWithTwoAndWithNone() {
            for (int lag : new int[] {0, 1, 9, 32}) {
                Cadence cadence = new Cadence(32, lag);
                List<Dynamics> alone = answers(Runnable::run, cadence);
                try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
                    assertThat(answers(worker, cadence)).isEqualTo(alone);
                }
                assertThat(answers(job -> {}, cadence)).isEqualTo(alone);
            }
        }

        @Test
        void theSameWhereTheExecutorRefusesOrIsLate() {
            List<Dynamics> alone = answers(Runnable::run, CADENCE);
            Executor full =
                    _ -> {
                        throw new RejectedExecutionException("full");
                    };
            assertThat(answers(full, CADENCE)).isEqualTo(alone);
            List<Runnable> late = new ArrayList<>();
            Executor lazy =
                    job -> {
                        late.forEach(Runnable::run);
                        late.clear();
                        late.add(job);
                    };
            assertThat(answers(lazy, CADENCE)).isEqualTo(alone);
        }

        @Test
        void theSameToAnInterruptedThreadWhichStaysInterrupted() {
            List<Dynamics> alone = answers(Runnable::run, CADENCE);
            try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
                Thread.currentThread().interrupt();
                List<Dynamics> interrupted = answers(worker, CADENCE);
                assertThat(Thread.interrupted()).isTrue();
                assertThat(interrupted).isEqualTo(alone);
            }
        }

        @Test
        void unknownBeforeTheFirstWindow() {
            StreamingDynamics stream = new StreamingDynamics(SMALL, CADENCE, Runnable::run);
            assertThat(stream.current()).isEqualTo(Dynamics.notYet());
            assertThat(stream.samples()).isZero();
        }
    }

    @Nested
    class Continues {
        @Test
        void asIfNothingHadHappenedAfterARestoreAtAnySample() throws IOException {
            double[] samples = stream();
            List<Dynamics> whole = answers(Runnable::run, CADENCE);
            for (int cut : new int[] {0, 1, 255, 256, 257, 264, 265, 300, 423, 424, 999, 1_499}) {
                StreamingDynamics first = new StreamingDynamics(SMALL, CADENCE, job -> {});
                for (int i = 0; i < cut; i++) {
                    first.add(samples[i]);
                }
                StreamingDynamics second = new StreamingDynamics(SMALL, CADENCE, Runnable::run);
                for (int i = 0; i < 300; i++) {
                    second.add(i);
                }
                second.readFrom(reader(written(first)));
                assertThat(written(second)).isEqualTo(written(first));
                assertThat(second.samples()).isEqualTo(cut);
                for (int i = cut; i < samples.length; i++) {
                    second.add(samples[i]);
                    assertThat(second.current()).as("cut %d", cut).isEqualTo(whole.get(i));
                }
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void aCadenceOutOfRange() {
            for (int[] c : new int[][] {{0, 0}, {1 << 21, 0}, {8, -1}, {8, 9}}) {
                Refusal refusal =
                        catchThrowableOfType(Refusal.class, () -> new Cadence(c[0], c[1]));
                assertThat(refusal.code()).isEqualTo(Refusal.Code.OUT_OF_RANGE);
            }
        }

        @Test
        void theStateOfAnotherCadenceAndOfAnotherThing() throws IOException {
            StreamingDynamics stream = new StreamingDynamics(SMALL, CADENCE, Runnable::run);
            byte[] state = written(new StreamingDynamics(SMALL, new Cadence(32, 8), Runnable::run));
            assertThat(refusal(stream, state)).isEqualTo(Refusal.Code.LENGTH_MISMATCH);
            assertThat(refusal(stream, new byte[64])).isEqualTo(Refusal.Code.VERSION);
        }

        private Refusal.Code refusal(StreamingDynamics stream, byte[] state) {
            return catchThrowableOfType(Refusal.class, () -> stream.readFrom(reader(state))).code();
        }
    }

    private static byte[] written(StreamingDynamics stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stream.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream reader(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
