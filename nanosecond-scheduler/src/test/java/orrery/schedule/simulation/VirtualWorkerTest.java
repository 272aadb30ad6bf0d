package orrery.schedule.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.schedule.Counts;
import orrery.schedule.SchedulerSettings;
import orrery.schedule.task.Job;
import orrery.schedule.task.ReleaseGrid;
import orrery.timeline.Refusal;

class VirtualWorkerTest {
    private static VirtualWorker idle() {
        return VirtualWorker.startingAt(0, SchedulerSettings.defaults(), JobDurations.none());
    }

    @Nested
    class RunUntil {
        @Test
        void jumpsToTheEndWhenNothingIsPending() {
            VirtualWorker worker = idle();
            assertThat(worker.runUntil(1L << 50)).isZero();
            assertThat(worker.clock().nanoTime()).isEqualTo(1L << 50);
        }

        @Test
        void dispatchesEveryJobExactlyAtItsRelease() {
            VirtualWorker worker = idle();
            List<Long> starts = new ArrayList<>();
            worker.scheduler()
                    .submitPeriodic(starts::add, ReleaseGrid.implicitDeadline(7, 123_457));
            worker.runUntil(7 + 10 * 123_457);
            assertThat(starts).hasSize(11);
            for (int k = 0; k < 11; k++) {
                assertThat(starts.get(k)).isEqualTo(7 + k * 123_457L);
            }
        }

        @Test
        void dispatchesWhatIsReleasedAtTheEndAndNothingAfterIt() {
            VirtualWorker worker = idle();
            List<Long> starts = new ArrayList<>();
            worker.scheduler().submit(starts::add, 5000, 6000);
            worker.scheduler().submit(starts::add, 5001, 6000);
            assertThat(worker.runUntil(5000)).isEqualTo(1);
            assertThat(worker.runUntil(5001)).isEqualTo(1);
            assertThat(starts).containsExactly(5000L, 5001L);
        }

        @Test
        void countsWhatAJobTakesByItself() {
            VirtualWorker worker = idle();
            worker.scheduler().submit(_ -> worker.clock().advance(40), 0, 10);
            worker.scheduler().submit(_ -> {}, 0, 30);
            worker.runUntil(100);
            Counts counts = worker.scheduler().report().counts();
            assertThat(counts.lateCompletions()).isEqualTo(1);
            assertThat(counts.missed()).isEqualTo(1);
        }

        @Test
        void refusesAnEndThatHasPassed() {
            VirtualWorker worker = idle();
            worker.runUntil(10);
            assertThatThrownBy(() -> worker.runUntil(9))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("TIME_BACKWARD");
        }
    }

    @Nested
    class ATaskSet {
        // C = (1, 2, 3) ms, T = D = (4, 6, 12) ms: U = 5/6 and no job of 3 ms can make one of 1 ms
        // miss, so non-preemptive EDF meets every deadline (Jeffay, Stanat & Martel 1991).
        @Test
        void thatIsSchedulableMissesNothing() {
            Counts counts = run(1, 1);
            assertThat(counts.run()).isEqualTo(250 + 167 + 84);
            assertThat(counts.missed()).isZero();
            assertThat(counts.lateCompletions()).isZero();
        }

        @Test
        void thatIsOverloadedMissesAndLosesNothing() {
            Counts counts = run(2, 1);
            assertThat(counts.missed()).isPositive();
            assertThat(counts.released())
                    .isEqualTo(counts.run() + counts.missed() + counts.pending());
        }

        private static Counts run(long factor, long seed) {
            long ms = 1_000_000;
            List<Job> jobs = List.of(_ -> {}, _ -> {}, _ -> {});
            long[] periods = {4 * ms, 6 * ms, 12 * ms};
            VirtualWorker worker =
                    VirtualWorker.startingAt(
                            seed,
                            SchedulerSettings.defaults(),
                            (job, _) -> (jobs.indexOf(job) + 1) * factor * ms);
            for (int i = 0; i < 3; i++) {
                worker.scheduler()
                        .submitPeriodic(
                                jobs.get(i), ReleaseGrid.implicitDeadline(seed, periods[i]));
            }
            worker.runUntil(seed + 999 * ms);
            return worker.scheduler().report().counts();
        }
    }

    @Nested
    class TheSameSeed {
        @Test
        void givesTheSameTrace() {
            assertThat(trace(5)).hasSizeGreaterThan(500).isEqualTo(trace(5));
        }

        @Test
        void isWhatMakesItTheSame() {
            assertThat(trace(5)).isNotEqualTo(trace(6));
        }

        private static List<String> trace(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            VirtualWorker worker =
                    VirtualWorker.startingAt(
                            0,
                            SchedulerSettings.defaults(),
                            JobDurations.uniform(random.split(), 1000, 200_000));
            List<String> trace = new ArrayList<>();
            for (int task = 0; task < 10; task++) {
                int id = task;
                Job job =
                        new Job() {
                            @Override
                            public void run(long nowNs) {
                                trace.add(id + " run " + nowNs);
                            }

                            @Override
                            public void missed(long nowNs) {
                                trace.add(id + " missed " + nowNs);
                            }
                        };
                worker.scheduler()
                        .submitPeriodic(
                                job,
                                ReleaseGrid.implicitDeadline(
                                        random.nextInt(1000), 500_000 + random.nextInt(900_000)));
            }
            worker.runUntil(100_000_000);
            return trace;
        }
    }

    @Nested
    class Durations {
        @Test
        void areRefusedIfNegative() {
            assertThatThrownBy(() -> JobDurations.constant(-1)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> JobDurations.uniform(new SplittableRandom(1), 0, -1))
                    .isInstanceOf(Refusal.class);
        }

        @Test
        void stayWithinTheirRange() {
            JobDurations durations = JobDurations.uniform(new SplittableRandom(1), 3, 2);
            Job job = _ -> {};
            for (int i = 0; i < 100; i++) {
                assertThat(durations.durationNs(job, 0)).isBetween(3L, 5L);
            }
            assertThat(JobDurations.constant(4).durationNs(job, 0)).isEqualTo(4);
        }
    }
}
