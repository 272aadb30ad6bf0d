package orrery.operations.configuration;

import java.util.List;

/// `[nanosecond-scheduler]`: when decisions run, and the deadline they must keep.
///
/// @param enableRtScheduling whether real-time scheduling is asked for; the grant is reported
/// @param cpuAffinity the CPUs that decisions are pinned to; empty: none
/// @param latencyBudgetNs the deadline of a decision in nanoseconds; a later one is dropped
/// @param memoryMb memory limit in MiB
public record SchedulerSettings(
        boolean enableRtScheduling, List<Integer> cpuAffinity, long latencyBudgetNs, int memoryMb) {
    private static final Shape<List<Integer>> CPUS = Shape.listOf(Shape.count(0, 1023), 256);

    static final Key<Boolean> ENABLE_RT_SCHEDULING =
            Key.of("nanosecond-scheduler.enable_rt_scheduling", Shape.flag(), true);
    static final Key<List<Integer>> CPU_AFFINITY =
            Key.of("nanosecond-scheduler.cpu_affinity", CPUS, List.of());
    static final Key<Long> LATENCY_BUDGET_NS =
            Key.of(
                    "nanosecond-scheduler.latency_budget_ns",
                    Shape.whole(1_000, 60_000_000_000L),
                    100_000L);
    static final Key<Integer> MEMORY_MB =
            Key.of("nanosecond-scheduler.memory_mb", Shape.count(1, 65_536), 50);

    static final List<Key<?>> KEYS =
            List.of(ENABLE_RT_SCHEDULING, CPU_AFFINITY, LATENCY_BUDGET_NS, MEMORY_MB);

    /// Of the scheduler's usual 1,024 jobs and 256 submissions, up to 256 bytes each with their share
    /// of the wheel, and its histograms of 1 MiB.
    private static final long MEMORY_BYTES = 256L * (1_024 + 256) + (1 << 20);

    public SchedulerSettings {
        cpuAffinity = List.copyOf(cpuAffinity);
        CPU_AFFINITY.check(cpuAffinity);
        LATENCY_BUDGET_NS.check(latencyBudgetNs);
        MEMORY_MB.check(memoryMb);
        if (MEMORY_BYTES > (long) memoryMb << 20) {
            throw MEMORY_MB.tooLittle(MEMORY_BYTES, "leave it out");
        }
    }

    /// The most memory that the component holds, in bytes.
    public long memoryBytes() {
        return MEMORY_BYTES;
    }

    static SchedulerSettings from(Entries entries) {
        return new SchedulerSettings(
                entries.take(ENABLE_RT_SCHEDULING),
                entries.take(CPU_AFFINITY),
                entries.take(LATENCY_BUDGET_NS),
                entries.take(MEMORY_MB));
    }

    void print(Printed out) {
        out.put(ENABLE_RT_SCHEDULING, enableRtScheduling)
                .put(CPU_AFFINITY, cpuAffinity)
                .put(LATENCY_BUDGET_NS, latencyBudgetNs)
                .put(MEMORY_MB, memoryMb);
    }
}
