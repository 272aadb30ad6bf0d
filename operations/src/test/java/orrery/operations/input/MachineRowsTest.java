package orrery.operations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.operations.input.Inputs.NOTHING;
import static orrery.operations.input.Inputs.configuration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.ManualClock;

class MachineRowsTest {
    private static final long SECOND = 1_000_000_000L;
    private final ManualClock clock = ManualClock.startingAt(1003 * SECOND);

    @Test
    void comeAtWholeMultiplesOfThePeriod() {
        Deque<Double> loads = new ArrayDeque<>(List.of(9.0, 0.5, 0.75, 1.0));
        MachineRows rows = new MachineRows(loads::remove, clock, 10 * SECOND);
        Row row = new Row();
        assertThat(rows.read(row)).isEqualTo(Arrival.IDLE);
        clock.set(1009 * SECOND);
        assertThat(rows.read(row)).isEqualTo(Arrival.IDLE);
        clock.set(1010 * SECOND + 5);
        assertThat(rows.read(row)).isEqualTo(Arrival.SAMPLE);
        assertThat(row.timeNs).isEqualTo(1010 * SECOND);
        assertThat(row.value).isEqualTo(0.5);
        assertThat(rows.read(row)).isEqualTo(Arrival.IDLE);
        clock.set(1020 * SECOND);
        assertThat(rows.read(row)).isEqualTo(Arrival.SAMPLE);
        assertThat(row.value).isEqualTo(0.75);
        clock.set(1047 * SECOND);
        assertThat(rows.read(row)).isEqualTo(Arrival.SAMPLE);
        assertThat(row.timeNs).isEqualTo(1040 * SECOND);
        assertThat(rows.place()).isEqualTo("machine at 1970-01-01T00:17:20Z");
    }

    @Test
    void comeFromThisMachine() {
        try (DemandSource source =
                Input.live(
                        configuration("input.kind=machine", "input.gap=missing"),
                        Optional.empty(),
                        new Surroundings(clock, _ -> clock.advance(SECOND), NOTHING))) {
            Sample sample = new Sample();
            for (int i = 1; i <= 3; i++) {
                assertThat(source.next(sample)).isTrue();
                assertThat(sample.timeNs()).isEqualTo((1000 + 10 * i) * SECOND);
                if (!Double.isNaN(sample.value())) {
                    assertThat(sample.value()).isBetween(0.0, 4096.0);
                }
            }
        }
    }

    @Nested
    class TheCountersOfTheKernel {
        private static final String HEAD = "cpu  100 0 50 800 50 0 0 0 0 0\n";
        private static final String CPUS = "cpu0 1 1 1 1\ncpu1 1 1 1 1\nintr 5 cpu 9\nctxt 1\n";

        @Test
        void giveTheBusyShareOfAllCpusSinceTheReadingBefore() {
            Deque<String> readings =
                    new ArrayDeque<>(
                            List.of(
                                    HEAD + CPUS,
                                    "cpu  120 1 59 860 60 3 4 3 7 0\n" + CPUS,
                                    "cpu  120 1 59 860 60 3 4 3 7 0\n" + CPUS));
            CpuLoad load = new CpuLoad.ProcStat(readings::remove);
            assertThat(load.busyCpus()).isNaN();
            assertThat(load.busyCpus()).isEqualTo(2 * 40 / 110.0);
            assertThat(load.busyCpus()).isNaN();
        }

        @Test
        void mayGoBackWithoutHarm() {
            Deque<String> readings =
                    new ArrayDeque<>(
                            List.of("cpu  100 0 0 100\n" + CPUS, "cpu  90 0 0 200\n" + CPUS));
            CpuLoad load = new CpuLoad.ProcStat(readings::remove);
            load.busyCpus();
            assertThat(load.busyCpus()).isZero();
        }
    }

    @Test
    void areKnownToTheJdkToo() {
        double busy = CpuLoad.ofJdk().busyCpus();
        if (!Double.isNaN(busy)) {
            assertThat(busy).isBetween(0.0, 4096.0);
        }
    }
}
