package orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import orrery.schedule.task.Job;
import orrery.schedule.task.ReleaseGrid;

/// The scheduler against the plain list, a million random operations.
class SchedulerTwinTest {
    private static final int CAPACITY = 120;

    @Test
    void dispatchesAsTheSortedListDoes() {
        for (long seed = 0; seed < 20; seed++) {
            compare(seed, 1 << 20, 0, 25_000);
        }
    }

    @Test
    void dispatchesAsTheSortedListDoesWhenJobsTakeTime() {
        for (long seed = 100; seed < 110; seed++) {
            compare(seed, 1 << 20, 700, 25_000);
        }
    }

    @Test
    void dispatchesAsTheSortedListDoesWithFewMovesAStep() {
        for (long seed = 200; seed < 210; seed++) {
            compare(seed, 1 + (int) seed % 4, 0, 25_000);
        }
    }

    private static void compare(long seed, int movesPerStep, long durationNs, int operations) {
        SplittableRandom random = new SplittableRandom(seed);
        long start = seed % 2 == 0 ? random.nextLong() : Long.MAX_VALUE - (1L << 36);
        SchedulerSettings settings =
                SchedulerSettings.defaults()
                        .withCapacity(CAPACITY)
                        .withReleasesPerStep(movesPerStep)
                        .withJobsPerStep(movesPerStep);
        Scheduler scheduler = Scheduler.startingAt(start, settings, (_, s) -> s + durationNs);
        PlainScheduler twin = new PlainScheduler(start);
        List<String> trace = new ArrayList<>();
        List<Long> handles = new ArrayList<>();
        long now = start;
        for (int i = 0; i < operations; i++) {
            int operation = i;
            Supplier<String> where = () -> "seed " + seed + " operation " + operation;
            int choice = random.nextInt(100);
            if (choice < 50) {
                submit(random, now, scheduler, twin, trace, handles, where);
            } else if (choice < 65 && !handles.isEmpty()) {
                int id = random.nextInt(handles.size());
                assertThat(scheduler.cancel(handles.get(id))).as(where).isEqualTo(twin.cancel(id));
            } else {
                now += random.nextLong(1L << (1 + random.nextInt(choice < 66 ? 34 : 20)));
                now -= choice > 98 ? random.nextInt(100_000) : 0;
                step(scheduler, now, movesPerStep);
                twin.step(now, durationNs);
                assertThat(trace).as(where).isEqualTo(twin.trace);
                assertThat(scheduler.nowNs()).as(where).isEqualTo(twin.nowNs());
                now = twin.nowNs();
                assertWake(scheduler, twin, where);
                trace.clear();
                twin.trace.clear();
            }
        }
        assertThat(scheduler.report().counts().pending()).isEqualTo(twin.entries.size());
    }

    private static void submit(
            SplittableRandom random,
            long now,
            Scheduler scheduler,
            PlainScheduler twin,
            List<String> trace,
            List<Long> handles,
            Supplier<String> where) {
        int id = handles.size();
        long releaseNs = now - 2000 + random.nextLong(1L << (12 + random.nextInt(20)));
        long relativeNs = random.nextLong(1L << (1 + random.nextInt(22)));
        boolean isPeriodic = random.nextInt(20) == 0;
        long periodNs = isPeriodic ? (1L << 26) + random.nextLong(1L << 32) : 0;
        Job job = recording(id, trace);
        long handle =
                isPeriodic
                        ? scheduler.submitPeriodic(
                                job, new ReleaseGrid(releaseNs, periodNs, relativeNs))
                        : scheduler.submit(job, releaseNs, releaseNs + relativeNs);
        if (twin.entries.size() == CAPACITY) {
            assertThat(handle).as(where).isEqualTo(Scheduler.FULL);
            return;
        }
        assertThat(handle).as(where).isPositive();
        handles.add(handle);
        twin.submit(id, releaseNs, releaseNs + relativeNs, periodNs);
    }

    private static Job recording(int id, List<String> trace) {
        return new Job() {
            @Override
            public void run(long nowNs) {
                trace.add("run " + id + " at " + nowNs);
            }

            @Override
            public void missed(long nowNs) {
                trace.add("missed " + id + " at " + nowNs);
            }
        };
    }

    private static void step(Scheduler scheduler, long now, int movesPerStep) {
        int dispatched = scheduler.step(now);
        assertThat(dispatched).isLessThanOrEqualTo(movesPerStep);
        while (scheduler.nextWakeNs() - scheduler.nowNs() <= 0) {
            scheduler.step(scheduler.nowNs());
        }
    }

    private static void assertWake(
            Scheduler scheduler, PlainScheduler twin, Supplier<String> where) {
        long now = scheduler.nowNs();
        long earliest =
                twin.entries.stream()
                        .mapToLong(e -> e.releaseNs() - now)
                        .min()
                        .orElse(Scheduler.HORIZON_NS);
        assertThat(scheduler.nextWakeNs() - now).as(where).isBetween(1L, earliest);
    }
}
