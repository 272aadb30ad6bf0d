package orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import orrery.schedule.task.Completion;
import orrery.schedule.task.Job;

/// Four producers and one owner. A race found here is a bug; none found is no proof: that is for
/// jcstress.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // only against hanging
class SubmissionTest {
    private static final int PRODUCERS = 4;
    private static final int JOBS_EACH = 25_000;

    private final Scheduler scheduler =
            Scheduler.startingAt(
                    0,
                    SchedulerSettings.defaults().withCapacity(100).withSubmissions(64),
                    Completion.atOnce());
    private final AtomicIntegerArray runs = new AtomicIntegerArray(PRODUCERS * JOBS_EACH);
    private final int[] lastOf = new int[PRODUCERS];
    private int disorders;

    @Test
    void byFourThreadsLosesAndDoublesNothing() throws InterruptedException {
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            producers.add(Thread.ofPlatform().start(() -> produce(producer)));
        }
        long expected = (long) PRODUCERS * JOBS_EACH;
        long dispatched = 0;
        while (dispatched < expected) {
            int now = scheduler.step(0);
            dispatched += now;
            if (now == 0) {
                LockSupport.parkNanos(1);
            }
        }
        for (Thread producer : producers) {
            producer.join();
        }
        assertThat(scheduler.step(0)).isZero();
        for (int i = 0; i < runs.length(); i++) {
            assertThat(runs.get(i)).as("job %d", i).isEqualTo(1);
        }
        assertThat(disorders).isZero();
        assertThat(scheduler.report().counts().released()).isEqualTo(expected);
        assertThat(scheduler.report().counts().run()).isEqualTo(expected);
    }

    @Test
    void thatRacesWithClosingIsEitherRefusedOrRun() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            Scheduler closing = Scheduler.startingAt(0);
            int[] accepted = new int[1];
            int[] run = new int[1];
            Job job = _ -> run[0]++;
            Thread producer =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (closing.offer(job, 0, 0) != Scheduler.INVALID) {
                                    // counts only what was accepted, below
                                }
                            });
            for (int i = 0; i < 10; i++) {
                closing.step(0);
            }
            closing.close();
            while (!closing.isDrained()) {
                closing.step(0);
            }
            producer.join();
            while (closing.nextWakeNs() <= 0) {
                closing.step(0);
            }
            accepted[0] = (int) closing.report().counts().released();
            assertThat(run[0]).as("round %d", round).isEqualTo(accepted[0]);
            assertThat(closing.hasSubmissions()).isFalse();
        }
    }

    @Test
    void thatIsCancelledByItsThreadRunsOrIsCancelledButNeverAnother() throws InterruptedException {
        int times = 20_000;
        AtomicIntegerArray ran = new AtomicIntegerArray(times);
        Thread producer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < times; i++) {
                                int index = i;
                                Job job = _ -> ran.incrementAndGet(index);
                                long handle = insist(job);
                                if (index % 2 == 0) {
                                    while (!scheduler.requestCancel(handle)) {
                                        Thread.onSpinWait();
                                    }
                                }
                            }
                        });
        while (producer.isAlive() || scheduler.hasSubmissions()) {
            scheduler.step(0);
        }
        scheduler.step(0);
        Counts counts = scheduler.report().counts();
        assertThat(counts.run() + counts.cancelled()).isEqualTo(times);
        assertThat(counts.cancelled() + counts.staleCancels()).isEqualTo(times / 2);
        for (int i = 0; i < times; i++) {
            assertThat(ran.get(i)).as("job %d", i).isBetween(i % 2, 1);
        }
    }

    private void produce(int producer) {
        for (int i = 0; i < JOBS_EACH; i++) {
            int index = i;
            insist(_ -> {
                runs.incrementAndGet(producer * JOBS_EACH + index);
                disorders += index < lastOf[producer] ? 1 : 0;
                lastOf[producer] = index;
            });
        }
    }

    private long insist(Job job) {
        long handle = scheduler.offer(job, 0, 0);
        while (handle == Scheduler.FULL) {
            LockSupport.parkNanos(1);
            handle = scheduler.offer(job, 0, 0);
        }
        return handle;
    }
}
