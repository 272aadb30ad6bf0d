package orrery.benchmarks;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import orrery.schedule.Scheduler;
import orrery.schedule.task.Job;

/// One job in and out while `waiting` others wait for a later time.
///
/// Two peers do less: a timer wheel has no order of deadlines within a tick and fires a tick late,
/// a priority queue has no releases; neither counts misses or records times.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class SchedulerBenchmark {
    private static final long TICK_NS = 1024;
    private static final long LATER_NS = Scheduler.HORIZON_NS / 2;

    @Param({"0", "900"})
    public int waiting;

    private long nowNs;
    private long ran;
    private final Scheduler scheduler = Scheduler.startingAt(0);
    private final DeadlineTimerWheel wheel =
            new DeadlineTimerWheel(TimeUnit.NANOSECONDS, 0, TICK_NS, 1024);
    private final PriorityBlockingQueue<Waiting> queue = new PriorityBlockingQueue<>();
    private final Job job = _ -> ran++;
    private final DeadlineTimerWheel.TimerHandler fired =
            (_, _, _) -> {
                ran++;
                return true;
            };

    private record Waiting(long deadlineNs, Job job) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.compare(deadlineNs, other.deadlineNs);
        }
    }

    @Setup
    public void fill() {
        for (int i = 0; i < waiting; i++) {
            long laterNs = LATER_NS + i * TICK_NS;
            scheduler.submit(job, laterNs, laterNs);
            scheduler.step(nowNs); // a step takes up 256 at most
            wheel.scheduleTimer(laterNs);
            queue.add(new Waiting(laterNs, job));
        }
        submitAndStep();
        if (ran != 1) {
            throw new IllegalStateException(ran + " jobs ran");
        }
    }

    @Benchmark
    public long submitAndStep() {
        nowNs += TICK_NS;
        scheduler.submit(job, nowNs, nowNs + TICK_NS);
        scheduler.step(nowNs);
        return ran;
    }

    @Benchmark
    public long agronaTimerWheel() {
        nowNs += TICK_NS;
        wheel.scheduleTimer(nowNs);
        wheel.poll(nowNs, fired, 64);
        return ran;
    }

    @Benchmark
    public long priorityBlockingQueue() {
        nowNs += TICK_NS;
        queue.add(new Waiting(nowNs, job));
        Waiting first = queue.poll();
        if (first != null) {
            first.job().run(nowNs);
        }
        return ran;
    }
}
