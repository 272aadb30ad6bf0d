package orrery.schedule.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import orrery.schedule.Counts;
import orrery.schedule.Scheduler;
import orrery.schedule.SchedulerReport;
import orrery.schedule.SchedulerSettings;
import orrery.schedule.task.ReleaseGrid;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// No times are asserted here; every wait has a bound that only a hung worker reaches.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // only against hanging
class LiveWorkerTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final NanoClock clock = NanoClock.system();
    private final LiveSettings settings =
            LiveSettings.named("under test").withCloseWaitNs(20_000_000_000L);

    private LiveWorker start(LiveSettings with) {
        return LiveWorker.start(SchedulerSettings.defaults(), with, clock);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Nested
    class Submit {
        @Test
        void runsAJobNowAndOneLaterAndNeverEarly() throws InterruptedException {
            CountDownLatch done = new CountDownLatch(2);
            AtomicLong early = new AtomicLong();
            try (LiveWorker worker = start(settings)) {
                long now = clock.nanoTime();
                long later = now + 3_000_000;
                worker.submit(_ -> done.countDown(), now, now + MINUTE_NS);
                worker.submit(
                        t -> {
                            early.addAndGet(t - later < 0 ? 1 : 0);
                            done.countDown();
                        },
                        later,
                        later + MINUTE_NS);
                await(done);
            }
            assertThat(early).hasValue(0);
        }

        @Test
        void fromAJobOfItsOwnSkipsTheRing() throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            LiveWorker worker = start(settings.withSpinNs(0));
            long now = clock.nanoTime();
            worker.submit(
                    t -> worker.submit(_ -> done.countDown(), t, t + MINUTE_NS),
                    now,
                    now + MINUTE_NS);
            await(done);
            assertThat(worker.stop()).isTrue();
        }

        @Test
        void repeatsAPeriodicTaskUntilItIsCancelled() throws InterruptedException {
            CountDownLatch done = new CountDownLatch(20);
            LiveWorker worker = start(settings);
            long first = clock.nanoTime();
            long handle =
                    worker.submitPeriodic(
                            _ -> done.countDown(), new ReleaseGrid(first, 200_000, MINUTE_NS));
            await(done);
            assertThat(worker.requestCancel(handle)).isTrue();
            assertThat(worker.stop()).isTrue();
            Counts counts = worker.report(0).orElseThrow().counts();
            assertThat(counts.cancelled()).isEqualTo(1);
            assertThat(counts.pending()).isZero();
            assertThat(counts.run()).isGreaterThanOrEqualTo(20);
        }
    }

    @Nested
    class Stop {
        @Test
        void runsWhatIsReleasedAndCancelsWhatIsNot() {
            LiveWorker worker = start(settings);
            long now = clock.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(worker.submit(_ -> {}, now, now + MINUTE_NS)).isPositive();
            }
            worker.submit(_ -> {}, now + MINUTE_NS, now + 2 * MINUTE_NS);
            assertThat(worker.stop()).isTrue();
            Counts counts = worker.report(0).orElseThrow().counts();
            assertThat(counts.run()).isEqualTo(100);
            assertThat(counts.cancelled()).isEqualTo(1);
            assertThat(counts.pending()).isZero();
        }

        @Test
        void endsASleepingWorkerAndRefusesFromThenOn() {
            LiveWorker worker = start(settings);
            assertThat(worker.stop()).isTrue();
            assertThat(worker.stop()).isTrue();
            assertThat(worker.submit(_ -> {}, 0, 0)).isEqualTo(Scheduler.INVALID);
            assertThat(worker.requestCancel(5)).isFalse();
        }

        @Test
        void givesUpOnAJobThatDoesNotReturn() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            LiveWorker worker = start(settings.withCloseWaitNs(0));
            long now = clock.nanoTime();
            worker.submit(
                    _ -> {
                        begun.countDown();
                        while (release.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                    },
                    now,
                    now + MINUTE_NS);
            await(begun);
            assertThat(worker.stop()).isFalse();
            assertThat(worker.report(1)).isEmpty();
            worker.submit(_ -> {}, now, now + MINUTE_NS);
            release.countDown();
        }

        @Test
        void fromItsOwnJobDoesNotWaitForItself() throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            LiveWorker worker = start(settings);
            long now = clock.nanoTime();
            worker.submit(
                    _ -> {
                        assertThat(worker.stop()).isFalse();
                        done.countDown();
                    },
                    now,
                    now + MINUTE_NS);
            await(done);
            assertThat(worker.stop()).isTrue();
        }
    }

    @Nested
    class Report {
        @Test
        void isGivenWhileItRuns() throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            try (LiveWorker worker = start(settings)) {
                long now = clock.nanoTime();
                worker.submit(_ -> done.countDown(), now, now + MINUTE_NS);
                await(done);
                SchedulerReport report = worker.report(MINUTE_NS).orElseThrow();
                assertThat(report.counts().run()).isEqualTo(1);
            }
        }

        @Test
        void tellsOfThrowingJobsThatDidNotEndTheWorker() throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            try (LiveWorker worker = start(settings)) {
                long now = clock.nanoTime();
                worker.submit(
                        _ -> {
                            throw new IllegalStateException("on purpose");
                        },
                        now,
                        now + MINUTE_NS);
                worker.submit(_ -> done.countDown(), now, now + MINUTE_NS);
                await(done);
                assertThat(worker.report(MINUTE_NS).orElseThrow().counts().failed()).isEqualTo(1);
            }
        }
    }

    @Nested
    class Grants {
        private List<Grant> granted(OsRequest request) {
            LiveWorker worker = start(settings.withOs(request));
            assertThat(worker.stop()).isTrue();
            return worker.grants().orElseThrow();
        }

        @Test
        void areNoneIfNothingWasAsked() {
            assertThat(granted(OsRequest.plain())).isEmpty();
        }

        @Test
        void giveAReasonExactlyWhenTheSystemRefused() {
            List<Grant> grants = granted(OsRequest.pinnedTo(0));
            assertThat(grants).extracting(Grant::wish).containsExactly("cpu 0", "timer slack 1 ns");
            assertThat(grants).allMatch(g -> g.granted() == g.reason().isEmpty());
        }

        @Test
        void areOfSeveralProcessorsTogether() {
            Grant grant = granted(new OsRequest(List.of(0, 1), 0, false)).getFirst();
            assertThat(grant.wish()).isEqualTo("cpu 0, 1");
            assertThat(grant.granted()).isEqualTo(grant.reason().isEmpty());
        }

        @Test
        void areRefusedForAProcessorThatIsNotThere() {
            Grant grant = granted(OsRequest.pinnedTo(1023)).getFirst();
            assertThat(grant.granted()).isFalse();
            assertThat(grant.reason()).isNotBlank();
        }

        @Test
        void sayWhetherRealTimeIsGranted() {
            Grant grant = granted(new OsRequest(List.of(), 0, true)).getFirst();
            assertThat(grant.granted()).isEqualTo(grant.reason().isEmpty());
            assertThat(grant.wish()).isEqualTo("real-time priority 1");
        }
    }

    @Nested
    class Refuses {
        @Test
        void settingsOutOfRange() {
            assertRefused(() -> LiveSettings.named(" "), "no thread name");
            assertRefused(() -> settings.withSpinNs(-1), "spinNs is -1");
            assertRefused(() -> settings.withSleepMaxNs(999), "sleepMaxNs is 999");
            assertRefused(() -> settings.withCloseWaitNs(-1), "closeWaitNs is -1");
            assertRefused(() -> OsRequest.pinnedTo(-1), "cpu is -1");
            assertRefused(() -> OsRequest.pinnedTo(1024), "cpu is 1024");
            assertRefused(() -> new OsRequest(List.of(), -1, false), "slack is -1");
        }

        private static void assertRefused(Runnable action, String found) {
            assertThatThrownBy(action::run).isInstanceOf(Refusal.class).hasMessageContaining(found);
        }
    }
}
