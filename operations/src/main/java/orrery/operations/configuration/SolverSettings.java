package orrery.operations.configuration;

import java.util.List;

/// `[temporal-neural-solver]`: the gate that every action must pass.
///
/// @param enabled off: **every action is denied**
/// @param maxSolvingTimeMs time for the check of the rules themselves before a run, in milliseconds
/// @param verificationStrictness HIGH: what is not known to be allowed is denied
/// @param enableCounterexamples true: every denial names its rule
/// @param memoryMb memory limit in MiB
public record SolverSettings(
        boolean enabled,
        int maxSolvingTimeMs,
        Strictness verificationStrictness,
        boolean enableCounterexamples,
        int memoryMb) {
    static final Key<Boolean> ENABLED =
            Key.of("temporal-neural-solver.enabled", Shape.flag(), true);
    static final Key<Integer> MAX_SOLVING_TIME_MS =
            Key.of("temporal-neural-solver.max_solving_time_ms", Shape.count(1, 60_000), 500)
                    .describingTheSource();
    static final Key<Strictness> VERIFICATION_STRICTNESS =
            Key.of(
                    "temporal-neural-solver.verification_strictness",
                    Shape.oneOf(Strictness.class)
                            .only(
                                    Strictness.HIGH,
                                    "what is not known to be allowed is always denied"),
                    Strictness.HIGH);
    static final Key<Boolean> ENABLE_COUNTEREXAMPLES =
            Key.of(
                    "temporal-neural-solver.enable_counterexamples",
                    Shape.flag().only(true, "every denial names its rule"),
                    true);
    static final Key<Integer> MEMORY_MB =
            Key.of("temporal-neural-solver.memory_mb", Shape.count(1, 65_536), 300);

    static final List<Key<?>> KEYS =
            List.of(
                    ENABLED,
                    MAX_SOLVING_TIME_MS,
                    VERIFICATION_STRICTNESS,
                    ENABLE_COUNTEREXAMPLES,
                    MEMORY_MB);

    public SolverSettings {
        MAX_SOLVING_TIME_MS.check(maxSolvingTimeMs);
        VERIFICATION_STRICTNESS.check(verificationStrictness);
        ENABLE_COUNTEREXAMPLES.check(enableCounterexamples);
        MEMORY_MB.check(memoryMb);
    }

    static SolverSettings from(Entries entries) {
        return new SolverSettings(
                entries.take(ENABLED),
                entries.take(MAX_SOLVING_TIME_MS),
                entries.take(VERIFICATION_STRICTNESS),
                entries.take(ENABLE_COUNTEREXAMPLES),
                entries.take(MEMORY_MB));
    }

    void print(Printed out) {
        out.put(ENABLED, enabled)
                .put(MAX_SOLVING_TIME_MS, maxSolvingTimeMs)
                .put(VERIFICATION_STRICTNESS, verificationStrictness)
                .put(ENABLE_COUNTEREXAMPLES, enableCounterexamples)
                .put(MEMORY_MB, memoryMb);
    }
}
