package orrery.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.journal.Storage;
import orrery.operations.Runs;
import orrery.operations.input.Arrival;
import orrery.operations.input.DemandSource;
import orrery.operations.input.InputCounts;
import orrery.operations.input.Sample;

class LongReplayTest {
    private static final int ROWS = 40_000;
    private static final int FROM = 15_000;

    /// As `docs/reference/configuration.md` states it.
    private static final double BYTES_PER_ROW = 8;

    @TempDir private Path folder = Path.of("");

    /// Demand that is made as it is asked for, so that nothing of it is kept.
    private static final class Made implements DemandSource {
        private final double[] day = Runs.demand(480, 1);
        private int next;

        @Override
        public boolean next(Sample into) {
            return poll(into) == Arrival.SAMPLE;
        }

        @Override
        public Arrival poll(Sample into) {
            if (next == ROWS) {
                return Arrival.END;
            }
            into.set(next * 60_000_000_000L, day[next % day.length], false);
            next++;
            return Arrival.SAMPLE;
        }

        @Override
        public InputCounts counts() {
            return new InputCounts(next, 0, 0, 0, 0, 0, next);
        }

        @Override
        public void close() {}
    }

    private static long used() {
        long[] readings = new long[3];
        for (int i = 0; i < readings.length; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            readings[i] = runtime.totalMemory() - runtime.freeMemory();
        }
        return Arrays.stream(readings).min().orElseThrow();
    }

    @Test
    void keepsLessThanEightBytesARow() {
        long[] held = {0, 0};
        Replay replay =
                new Replay(
                        new Replay(
                                Runs.configuration(Runs.SMALL), Runs.rules(), "made", Made::new, 1),
                        10);
        replay.run(
                Storage.folder(folder),
                (what, done, all) -> {
                    if (what.equals("replaying") && held[0] == 0 && done >= FROM) {
                        held[0] = used();
                    }
                    if (what.equals("replaying") && held[1] == 0 && done > ROWS - 300) {
                        held[1] = used();
                    }
                    return true;
                });
        assertThat(held[1]).isPositive();
        assertThat((held[1] - held[0]) / (double) (ROWS - 300 - FROM)).isLessThan(BYTES_PER_ROW);
    }
}
