package orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.schedule.task.Completion;
import orrery.schedule.task.Job;
import orrery.schedule.task.ReleaseGrid;
import orrery.schedule.timing.Percentiles;

class SchedulerHandlingTest {
    private final JobTrace jobs = new JobTrace();
    private final List<String> trace = jobs.entries;
    private final Scheduler scheduler = Scheduler.startingAt(0);

    private Job job(String name) {
        return jobs.job(name);
    }

    private Job job(String name, LongConsumer action) {
        return jobs.job(name, action);
    }

    private static Scheduler withCapacity(int jobs) {
        return Scheduler.startingAt(
                0,
                SchedulerSettings.defaults().withCapacity(jobs).withSubmissions(2),
                Completion.atOnce());
    }

    private static Counts counts(Scheduler scheduler) {
        return scheduler.report().counts();
    }

    @Nested
    class Cancel {
        @Test
        void takesBackAJobInEveryPlace() {
            long staged = scheduler.submit(job("staged"), 0, 10);
            assertThat(scheduler.cancel(staged)).isTrue();
            long waiting = scheduler.submit(job("in the wheel"), 1L << 30, 1L << 31);
            long imminent = scheduler.submit(job("imminent"), 700, 900);
            scheduler.step(0);
            assertThat(scheduler.cancel(waiting)).isTrue();
            assertThat(scheduler.cancel(imminent)).isTrue();
            long offered = scheduler.offer(job("in the ring"), 0, 10);
            assertThat(scheduler.cancel(offered)).isTrue();
            scheduler.step(1000);
            assertThat(trace).isEmpty();
            assertThat(counts(scheduler).cancelled()).isEqualTo(4);
            assertThat(counts(scheduler).pending()).isZero();
        }

        @Test
        void takesBackAReadyJob() {
            long[] victim = {0};
            scheduler.submit(job("a", _ -> scheduler.cancel(victim[0])), 0, 10);
            victim[0] = scheduler.submit(job("b"), 0, 20);
            scheduler.step(0);
            assertThat(trace).containsExactly("a@0");
        }

        @Test
        void neverTakesTheNextJobOfTheSameSlot() {
            Scheduler small = withCapacity(1);
            long old = small.submit(job("old"), 0, 10);
            small.step(0);
            long young = small.submit(job("young"), 0, 10);
            assertThat(young).isNotEqualTo(old);
            assertThat(small.cancel(old)).isFalse();
            assertThat(small.cancel(Scheduler.FULL)).isFalse();
            assertThat(small.cancel(0)).isFalse();
            assertThat(small.cancel(Long.MAX_VALUE)).isFalse();
            small.step(0);
            assertThat(trace).containsExactly("old@0", "young@0");
            assertThat(counts(small).staleCancels()).isEqualTo(4);
        }

        @Test
        void worksOnlyOnce() {
            long handle = scheduler.submit(job("a"), 0, 10);
            assertThat(scheduler.cancel(handle)).isTrue();
            assertThat(scheduler.cancel(handle)).isFalse();
        }

        @Test
        void byRequestTakesEffectInTheNextStep() {
            long handle = scheduler.submit(job("a"), 10, 20);
            scheduler.step(0);
            assertThat(scheduler.requestCancel(handle)).isTrue();
            scheduler.step(10);
            assertThat(scheduler.requestCancel(handle)).isTrue();
            scheduler.step(11);
            assertThat(trace).isEmpty();
            assertThat(counts(scheduler).cancelled()).isEqualTo(1);
            assertThat(counts(scheduler).staleCancels()).isEqualTo(1);
        }
    }

    @Nested
    class Offer {
        @Test
        void keepsTheOrderOfOneThread() {
            for (int i = 0; i < 10; i++) {
                assertThat(scheduler.offer(job("j" + i), 0, 10)).isPositive();
            }
            assertThat(scheduler.hasSubmissions()).isTrue();
            assertThat(scheduler.nextWakeNs()).isEqualTo(0);
            scheduler.step(0);
            assertThat(trace).first().isEqualTo("j0@0");
            assertThat(trace).last().isEqualTo("j9@0");
            assertThat(scheduler.hasSubmissions()).isFalse();
        }

        @Test
        void isFullAtItsLimitAndLosesNothing() {
            Scheduler small = withCapacity(1);
            assertThat(small.offer(job("a"), 0, 10)).isPositive();
            assertThat(small.offer(job("b"), 0, 10)).isPositive();
            assertThat(small.offer(job("c"), 0, 10)).isEqualTo(Scheduler.FULL);
            assertThat(counts(small).refusedFull()).isEqualTo(1);
            small.step(0);
            assertThat(trace).containsExactly("a@0", "b@0");
        }

        @Test
        void waitsInTheRingWhileNoSlotIsFree() {
            Scheduler small = withCapacity(1);
            long far = 1 << 20;
            assertThat(small.offer(job("a"), far, far)).isPositive();
            assertThat(small.offer(job("b"), far, far)).isPositive();
            small.step(0);
            assertThat(small.offer(job("c"), far, far)).isPositive();
            assertThat(small.offer(job("d"), far, far)).isEqualTo(Scheduler.FULL);
            assertThat(small.submit(job("e"), far, far)).isEqualTo(Scheduler.FULL);
            small.step(1);
            small.step(far);
            assertThat(trace).hasSize(3);
            small.step(far);
            assertThat(small.offer(job("f"), far, far)).isPositive();
            assertThat(small.offer(job("g"), far, far)).isPositive();
            small.step(far);
            assertThat(trace).hasSize(5);
        }

        @Test
        void takesUpNoMoreThanTheLimitInOneStep() {
            Scheduler narrow =
                    Scheduler.startingAt(
                            0,
                            SchedulerSettings.defaults().withDrainPerStep(2),
                            Completion.atOnce());
            for (int i = 0; i < 3; i++) {
                narrow.offer(job("j" + i), 0, 10);
            }
            assertThat(narrow.step(0)).isEqualTo(2);
            assertThat(narrow.step(0)).isEqualTo(1);
        }
    }

    @Nested
    class Periodic {
        @Test
        void releasesOnTheGridHoweverLateAJobStarts() {
            scheduler.submitPeriodic(job("p"), new ReleaseGrid(100, 100, 30));
            scheduler.step(100);
            scheduler.step(210);
            scheduler.step(300);
            assertThat(trace).containsExactly("p@100", "p@210", "p@300");
            assertThat(scheduler.report().lateness()).contains(new Percentiles(3, 0, 10, 10, 10));
        }

        @Test
        void countsEveryReleaseOfAStall() {
            scheduler.submitPeriodic(job("p"), new ReleaseGrid(100, 100, 30));
            scheduler.step(525);
            assertThat(counts(scheduler).missed()).isEqualTo(4);
            assertThat(counts(scheduler).run()).isEqualTo(1);
            assertThat(scheduler.report().lateness())
                    .contains(new Percentiles(5, 225, 425, 425, 425));
            assertThat(scheduler.nextWakeNs()).isEqualTo(600);
        }

        @Test
        void keepsItsHandleAndCanCancelItself() {
            long[] seen = new long[1];
            Job job =
                    nowNs -> {
                        seen[0] = scheduler.currentHandle();
                        trace.add(
                                scheduler.currentReleaseNs() + "-" + scheduler.currentDeadlineNs());
                        if (nowNs == 20) {
                            assertThat(scheduler.cancel(seen[0])).isTrue();
                        }
                    };
            long handle = scheduler.submitPeriodic(job, new ReleaseGrid(0, 10, 5));
            for (long now = 0; now < 100; now += 10) {
                scheduler.step(now);
            }
            assertThat(seen[0]).isEqualTo(handle);
            assertThat(trace).containsExactly("0-5", "10-15", "20-25");
            assertThat(counts(scheduler).pending()).isZero();
            assertThat(counts(scheduler).failed()).isZero();
        }

        @Test
        void endsAtTheHorizon() {
            scheduler.submitPeriodic(job("p"), new ReleaseGrid(0, ReleaseGrid.SPAN_MAX_NS, 1));
            for (int i = 0; i < 4; i++) {
                scheduler.step(i * (ReleaseGrid.SPAN_MAX_NS / 2));
            }
            assertThat(trace).containsExactly("p@0", "p@" + ReleaseGrid.SPAN_MAX_NS);
            assertThat(counts(scheduler).pending()).isZero();
        }

        @Test
        void canBeOfferedByAnyThread() {
            long handle = scheduler.offerPeriodic(job("p"), ReleaseGrid.implicitDeadline(0, 10));
            scheduler.step(0);
            scheduler.step(10);
            assertThat(scheduler.cancel(handle)).isTrue();
            scheduler.step(20);
            assertThat(trace).containsExactly("p@0", "p@10");
        }
    }

    @Nested
    class AThrowingJob {
        @Test
        void isRecordedAndStopsNothing() {
            Job bad =
                    _ -> {
                        throw new AssertionError("thrown on purpose");
                    };
            long handle = scheduler.submitPeriodic(bad, new ReleaseGrid(0, 10, 5));
            scheduler.submit(job("good"), 0, 10);
            scheduler.step(0);
            scheduler.step(10);
            assertThat(trace).containsExactly("good@0");
            assertThat(counts(scheduler).failed()).isEqualTo(2);
            Failure first = scheduler.report().failures().getFirst();
            assertThat(first.handle()).isEqualTo(handle);
            assertThat(first.startNs()).isZero();
            assertThat(first.cause()).hasMessage("thrown on purpose");
        }

        @Test
        void mayBeAFallback() {
            Job bad =
                    job(
                            "bad",
                            _ -> {
                                throw new IllegalArgumentException("on purpose");
                            });
            scheduler.submit(bad, 0, 1);
            scheduler.step(2);
            assertThat(trace).containsExactly("bad missed@2");
            assertThat(counts(scheduler).failed()).isEqualTo(1);
            assertThat(counts(scheduler).missed()).isEqualTo(1);
        }

        @Test
        void isKeptAmongTheLastSixteen() {
            for (int i = 0; i < 20; i++) {
                scheduler.submit(
                        _ -> {
                            throw new IllegalStateException("on purpose");
                        },
                        i,
                        i);
                scheduler.step(i);
            }
            assertThat(counts(scheduler).failed()).isEqualTo(20);
            assertThat(scheduler.report().failures()).hasSize(16);
            assertThat(scheduler.report().failures().getFirst().startNs()).isEqualTo(4);
        }
    }

    @Nested
    class CancelWaiting {
        @Test
        void takesBackWhatIsStillInTheRing() {
            scheduler.offer(job("offered"), 0, 10);
            scheduler.submit(job("staged"), 0, 10);
            assertThat(scheduler.cancelWaiting()).isEqualTo(2);
            assertThat(scheduler.step(0)).isZero();
            assertThat(counts(scheduler).cancelled()).isEqualTo(2);
            assertThat(scheduler.offer(job("next"), 0, 10)).isPositive();
        }

        @Test
        void leavesWhatIsReady() {
            Scheduler narrow =
                    Scheduler.startingAt(
                            0,
                            SchedulerSettings.defaults().withJobsPerStep(1),
                            Completion.atOnce());
            narrow.submit(job("first"), 0, 10);
            narrow.submit(job("ready"), 0, 20);
            narrow.submit(job("waiting"), 100, 200);
            narrow.step(0);
            assertThat(narrow.cancelWaiting()).isEqualTo(1);
            narrow.step(500);
            assertThat(trace).containsExactly("first@0", "ready missed@500");
        }
    }
}
