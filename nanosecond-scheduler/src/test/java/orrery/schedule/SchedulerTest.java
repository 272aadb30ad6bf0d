package orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.schedule.task.Completion;
import orrery.schedule.task.Job;
import orrery.schedule.task.ReleaseGrid;
import orrery.schedule.timing.Percentiles;

class SchedulerTest {
    private final List<String> trace = new ArrayList<>();
    private final Scheduler scheduler = Scheduler.startingAt(0);

    private Job job(String name) {
        return job(name, _ -> {});
    }

    private Job job(String name, LongConsumer action) {
        return new Job() {
            @Override
            public void run(long nowNs) {
                trace.add(name + "@" + nowNs);
                action.accept(nowNs);
            }

            @Override
            public void missed(long nowNs) {
                trace.add(name + " missed@" + nowNs);
                action.accept(nowNs);
            }
        };
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
