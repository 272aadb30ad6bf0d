package orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.schedule.task.Completion;
import orrery.schedule.task.Job;
import orrery.schedule.timing.Percentiles;

class SchedulerTest {
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
    class Step {
        @Test
        void dispatchesNothingWhenNothingWasSubmitted() {
            assertThat(scheduler.step(5)).isZero();
            assertThat(scheduler.nowNs()).isEqualTo(5);
            assertThat(scheduler.nextWakeNs()).isEqualTo(5 + Scheduler.HORIZON_NS);
        }

        @Test
        void dispatchesTheEarliestDeadlineFirst() {
            scheduler.submit(job("late"), 0, 300);
            scheduler.submit(job("early"), 0, 100);
            scheduler.submit(job("middle"), 0, 200);
            assertThat(scheduler.step(0)).isEqualTo(3);
            assertThat(trace).containsExactly("early@0", "middle@0", "late@0");
        }

        @Test
        void dispatchesEqualDeadlinesInTheOrderOfSubmission() {
            for (int i = 0; i < 20; i++) {
                scheduler.submit(job("j" + i), i % 3 * 2000L, 10_000);
            }
            scheduler.step(5000);
            assertThat(trace).hasSize(20).isSortedAccordingTo((a, b) -> number(a) - number(b));
        }

        @Test
        void neverRunsAJobBeforeItsRelease() {
            scheduler.submit(job("a"), 5001, 9000);
            assertThat(scheduler.step(5000)).isZero();
            assertThat(scheduler.nextWakeNs()).isEqualTo(5001);
            assertThat(scheduler.step(5001)).isEqualTo(1);
        }

        @Test
        void letsAJobSubmitAnotherThatRunsInTheSameStep() {
            scheduler.submit(job("first", n -> scheduler.submit(job("second"), n, n)), 0, 10);
            assertThat(scheduler.step(0)).isEqualTo(2);
            assertThat(trace).containsExactly("first@0", "second@0");
        }

        @Test
        void startsEachJobAtTheEndOfTheOneBefore() {
            Scheduler busy =
                    Scheduler.startingAt(0, SchedulerSettings.defaults(), (_, s) -> s + 40);
            busy.submit(job("a"), 0, 100);
            busy.submit(job("b"), 30, 60);
            busy.submit(job("c"), 0, 110);
            busy.step(0);
            assertThat(trace).containsExactly("a@0", "b@40", "c@80");
            assertThat(counts(busy).lateCompletions()).isEqualTo(2);
        }

        @Test
        void stopsAtTheLimitOfJobsAndAsksToBeCalledAtOnce() {
            Scheduler narrow =
                    Scheduler.startingAt(
                            0,
                            SchedulerSettings.defaults().withJobsPerStep(2),
                            Completion.atOnce());
            for (int i = 0; i < 3; i++) {
                narrow.submit(job("j" + i), 0, 10);
            }
            assertThat(narrow.step(0)).isEqualTo(2);
            assertThat(narrow.nextWakeNs()).isEqualTo(0);
            assertThat(narrow.step(0)).isEqualTo(1);
        }

        @Test
        void holdsBackUntilEverythingDueIsReleased() {
            Scheduler narrow =
                    Scheduler.startingAt(
                            0,
                            SchedulerSettings.defaults().withReleasesPerStep(1),
                            Completion.atOnce());
            narrow.submit(job("urgent"), 0, 10);
            narrow.submit(job("later"), 0, 20);
            assertThat(narrow.step(0)).isZero();
            assertThat(narrow.nextWakeNs()).isEqualTo(0);
            assertThat(narrow.step(0)).isEqualTo(2);
            assertThat(trace).containsExactly("urgent@0", "later@0");
        }

        @Test
        void takesATimeThatGoesBackAsTheLastOneAndCountsIt() {
            scheduler.step(1000);
            scheduler.submit(job("a"), 900, 950);
            scheduler.step(10);
            assertThat(trace).containsExactly("a missed@1000");
            assertThat(scheduler.nowNs()).isEqualTo(1000);
            assertThat(counts(scheduler).clockBackward()).isEqualTo(1);
        }

        @Test
        void refusesToBeCalledFromAJob() {
            scheduler.submit(job("a", scheduler::step), 0, 1);
            scheduler.step(0);
            assertThat(scheduler.report().failures().getFirst().cause())
                    .isInstanceOf(IllegalStateException.class);
            assertThat(scheduler.step(1)).isZero();
        }

        private static int number(String entry) {
            return Integer.parseInt(entry.substring(1, entry.indexOf('@')));
        }
    }

    @Nested
    class Deadline {
        @Test
        void equalToNowIsMet() {
            scheduler.submit(job("a"), 0, 70);
            scheduler.step(70);
            assertThat(trace).containsExactly("a@70");
            assertThat(counts(scheduler).missed()).isZero();
        }

        @Test
        void oneBeforeNowIsMissedAndTheFallbackRunsInstead() {
            scheduler.submit(job("a"), 0, 70);
            assertThat(scheduler.step(71)).isEqualTo(1);
            assertThat(trace).containsExactly("a missed@71");
            assertThat(counts(scheduler).missed()).isEqualTo(1);
            assertThat(counts(scheduler).run()).isZero();
        }

        @Test
        void isDecidedAnewForEachJobOfAStep() {
            Scheduler busy =
                    Scheduler.startingAt(0, SchedulerSettings.defaults(), (_, s) -> s + 40);
            busy.submit(job("a"), 0, 10);
            busy.submit(job("b"), 0, 39);
            busy.step(0);
            assertThat(trace).containsExactly("a@0", "b missed@40");
        }

        @Test
        void mayLieBeyondTheLargestLong() {
            long start = Long.MAX_VALUE - 100;
            Scheduler late = Scheduler.startingAt(start);
            late.submit(job("wrapped"), start + 10, start + 5000);
            late.submit(job("before"), start + 10, Long.MAX_VALUE);
            late.submit(job("released after"), start + 4000, start + 4500);
            late.step(start + 10);
            assertThat(trace).containsExactly("before@" + (start + 10), "wrapped@" + (start + 10));
            assertThat(late.nextWakeNs() - start).isBetween(1L, 4000L);
            late.step(start + 4501);
            assertThat(trace.getLast()).isEqualTo("released after missed@" + (start + 4501));
        }

        @Test
        void withALateEndIsCountedAsLateCompletion() {
            Scheduler busy =
                    Scheduler.startingAt(0, SchedulerSettings.defaults(), (_, s) -> s + 40);
            busy.submit(job("ends in time"), 0, 40);
            busy.step(0);
            assertThat(counts(busy).lateCompletions()).isZero();
            busy.submit(job("ends late"), 40, 79);
            busy.step(40);
            assertThat(counts(busy).lateCompletions()).isEqualTo(1);
            assertThat(counts(busy).missed()).isZero();
        }
    }

    @Nested
    class Submit {
        @Test
        void refusesBeyondTheCapacityAndCounts() {
            Scheduler small = withCapacity(3);
            for (int i = 0; i < 3; i++) {
                assertThat(small.submit(job("j" + i), 0, 10)).isPositive();
            }
            assertThat(small.submit(job("one too many"), 0, 10)).isEqualTo(Scheduler.FULL);
            assertThat(counts(small).refusedFull()).isEqualTo(1);
            assertThat(small.step(0)).isEqualTo(3);
            assertThat(small.submit(job("again"), 0, 10)).isPositive();
        }

        @Test
        void letsAJobSubmitItsSuccessorIntoAFullTable() {
            Scheduler small = withCapacity(1);
            small.submit(job("a", n -> small.submit(job("b"), n + 1, n + 1)), 0, 0);
            small.step(0);
            small.step(1);
            assertThat(trace).containsExactly("a@0", "b@1");
        }

        @Test
        void refusesADeadlineBeforeTheRelease() {
            assertThat(scheduler.submit(job("a"), 11, 10)).isEqualTo(Scheduler.INVALID);
            assertThat(scheduler.offer(job("a"), 11, 10)).isEqualTo(Scheduler.INVALID);
            assertThat(counts(scheduler).refusedInvalid()).isEqualTo(2);
        }

        @Test
        void refusesTimesFromTheHorizonOn() {
            long last = Scheduler.HORIZON_NS - 1;
            assertThat(scheduler.submit(job("a"), last, last)).isPositive();
            assertThat(scheduler.submit(job("b"), -last, last)).isPositive();
            assertThat(scheduler.submit(job("c"), 0, last + 1)).isEqualTo(Scheduler.INVALID);
            assertThat(scheduler.submit(job("d"), -last - 1, 0)).isEqualTo(Scheduler.INVALID);
            assertThat(scheduler.submit(job("e"), 0, Long.MAX_VALUE)).isEqualTo(Scheduler.INVALID);
            assertThat(scheduler.submit(job("f"), Long.MIN_VALUE, 0)).isEqualTo(Scheduler.INVALID);
        }

        @Test
        void refusesEverythingAfterClosing() {
            scheduler.submit(job("before"), 0, 10);
            scheduler.close();
            assertThat(scheduler.submit(job("a"), 0, 10)).isEqualTo(Scheduler.INVALID);
            assertThat(scheduler.offer(job("b"), 0, 10)).isEqualTo(Scheduler.INVALID);
            assertThat(scheduler.requestCancel(1)).isFalse();
            scheduler.step(0);
            assertThat(trace).containsExactly("before@0");
        }

        @Test
        void andStepAllocateNothing() {
            Job job = _ -> {};
            long[] now = {0};
            runOften(job, now, 20_000);
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            runOften(job, now, 100_000);
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            assertThat(after - before).isLessThan(2048);
            assertThat(counts(scheduler).run()).isEqualTo(3 * 120_000);
        }

        private void runOften(Job job, long[] now, int times) {
            for (int i = 0; i < times; i++) {
                scheduler.submit(job, now[0], now[0] + 100_000);
                scheduler.submit(job, now[0] + 1500, now[0] + 100_000);
                scheduler.cancel(scheduler.submit(job, now[0] + 90_000, now[0] + 100_000));
                scheduler.offer(job, now[0], now[0] + 100_000);
                scheduler.step(now[0]);
                now[0] += 2000;
                scheduler.step(now[0]);
            }
        }
    }

    @Nested
    class Current {
        @Test
        void isRefusedOutsideAJob() {
            assertThatThrownBy(scheduler::currentHandle).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(scheduler::currentReleaseNs)
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(scheduler::currentDeadlineNs)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Report {
        @Test
        void measuresFromTheIntendedRelease() {
            Scheduler busy = Scheduler.startingAt(0, SchedulerSettings.defaults(), (_, s) -> s + 5);
            busy.submit(job("a"), 100, 1000);
            busy.step(130);
            SchedulerReport report = busy.report();
            assertThat(report.lateness()).contains(new Percentiles(1, 30, 30, 30, 30));
            assertThat(report.response()).contains(new Percentiles(1, 35, 35, 35, 35));
            assertThat(report.execution()).contains(new Percentiles(1, 5, 5, 5, 5));
        }

        @Test
        void countsAnEndBeforeTheStartAsAClockThatWentBack() {
            Scheduler odd = Scheduler.startingAt(0, SchedulerSettings.defaults(), (_, s) -> s - 5);
            odd.submit(job("a"), 0, 10);
            odd.step(7);
            assertThat(odd.nowNs()).isEqualTo(7);
            assertThat(counts(odd).clockBackward()).isEqualTo(1);
        }
    }
}
