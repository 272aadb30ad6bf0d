package orrery.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.attractor.classify.Cadence;
import orrery.attractor.classify.DynamicsSettings;
import orrery.attractor.classify.StreamingDynamics;
import orrery.compare.search.AnalogueSearch;
import orrery.compare.search.AnalogueSettings;
import orrery.loop.LoopSettings;
import orrery.loop.StrangeLoop;
import orrery.loop.level.Neighbours;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.operations.report.RunReport.MemoryUse;
import orrery.schedule.Scheduler;
import orrery.timeline.Refusal;

class MemoryBudgetTest {
    private static final int COPIES = 8;

    /// Bytes that one of what a supplier makes keeps reachable, as the heap shows it.
    private static long retained(Supplier<Object> maker) {
        Object[] kept = new Object[COPIES];
        Object first = maker.get();
        try {
            long before = used();
            for (int i = 0; i < COPIES; i++) {
                kept[i] = maker.get();
            }
            return (used() - before) / COPIES;
        } finally {
            Reference.reachabilityFence(first);
            Reference.reachabilityFence(kept);
        }
    }

    /// The heap in use, once collections find nothing more: what earlier tests left goes in stages.
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int unchanged = 0, i = 0; unchanged < 3 && i < 50; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long now = runtime.totalMemory() - runtime.freeMemory();
            unchanged = now < least - 1024 ? 0 : unchanged + 1;
            least = Math.min(least, now);
        }
        return least;
    }

    private static Configuration configuration(String... overrides) {
        return Runs.configuration(List.of(), overrides);
    }

    private static Refusal refusal(Runnable action) {
        return catchThrowableOfType(Refusal.class, action::run);
    }

    /// Not below what is held, and not so far above that the limit says nothing.
    private static void isABound(long bound, long held) {
        assertThat(bound).isGreaterThanOrEqualTo(held).isLessThan(4 * held + (512 << 10));
    }

    @Nested
    class TheBound {
        @Test
        void ofAnaloguesIsNotBelowWhatTheyHold() {
            for (boolean simd : List.of(true, false)) {
                isABound(
                        configuration(
                                        "temporal-compare.history=200000",
                                        "temporal-compare.window=64")
                                .temporalCompare()
                                .memoryBytes(),
                        retained(() ->
                                AnalogueSearch.euclidean(
                                        new AnalogueSettings(200_000, 64, 12, simd))));
            }
        }

        @Test
        void ofDynamicsIsNotBelowWhatTheyHold() {
            DynamicsSettings settings = DynamicsSettings.defaults().withWindow(20_000);
            isABound(
                    configuration("temporal-attractor-studio.window=20000")
                            .temporalAttractorStudio()
                            .memoryBytes(),
                    retained(() ->
                            new StreamingDynamics(settings, new Cadence(64, 16), Runnable::run)));
        }

        @Test
        void ofLearnersIsNotBelowWhatTheyHold() {
            isABound(
                    configuration().strangeLoop().memoryBytes(),
                    retained(() -> StrangeLoop.of(LoopSettings.between(1, 40), Neighbours.NONE)));
        }

        @Test
        void ofTheSchedulerIsNotBelowWhatItHolds() {
            isABound(
                    configuration().nanosecondScheduler().memoryBytes(),
                    retained(() -> Scheduler.startingAt(0)));
        }

        @Test
        void isNothingWhereTheComponentIsOff() {
            Configuration off =
                    configuration(
                            "temporal-compare.enabled=false",
                            "temporal-attractor-studio.enabled=false",
                            "strange-loop.enabled=false");
            Map<String, MemoryUse> uses = MemoryBudget.of(off, Assembly.rules(off, Runs.RULES), 1);
            assertThat(uses.get("temporal-compare")).isEqualTo(new MemoryUse(0, 100 << 20));
            assertThat(uses.get("temporal-attractor-studio"))
                    .isEqualTo(new MemoryUse(0, 200 << 20));
            assertThat(uses.get("strange-loop")).isEqualTo(new MemoryUse(0, 150 << 20));
            assertThat(uses.get("temporal-neural-solver"))
                    .extracting(MemoryUse::bytes)
                    .satisfies(bytes -> assertThat(bytes).isBetween(1_000L, 1L << 20));
        }
    }

    @Nested
    class OverTheLimit {
        @Test
        void isRefusedWhereTheLimitStands() {
            String text =
                    """
                    [lean-agentic]
                    spec = "a.spec"
                    [temporal-compare]
                    history = 1000000
                      memory_mb = 20
                    """;
            Refusal refusal =
                    refusal(() ->
                            Configuration.parse(
                                    text, "c.toml", java.nio.file.Path.of("/conf"), List.of()));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal.place()).hasValue("c.toml:5:3");
            assertThat(refusal.advice()).startsWith("set it to 31 or more");
        }

        @Test
        void isRefusedAtTheFileWhereTheLimitWasLeftOut() {
            Refusal refusal =
                    refusal(() ->
                            configuration(
                                    "temporal-attractor-studio.memory_mb=1",
                                    "temporal-attractor-studio.window=65536"));
            assertThat(refusal.place())
                    .isEqualTo(Optional.of("--set temporal-attractor-studio.memory_mb"));
        }

        @Test
        void isRefusedForRulesWithLongWindows() {
            Configuration small = configuration("temporal-neural-solver.memory_mb=1");
            String rules = "a: G (sum_past[0,30000](down) <= 90000)\n";
            Refusal refusal =
                    refusal(() -> MemoryBudget.of(small, Assembly.rules(small, rules), 1));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal.place()).hasValue("--set temporal-neural-solver.memory_mb");
            Configuration enough = configuration("temporal-neural-solver.memory_mb=64");
            assertThat(MemoryBudget.of(enough, Assembly.rules(enough, rules), 1)).hasSize(5);
            Refusal many =
                    refusal(() -> MemoryBudget.of(enough, Assembly.rules(enough, rules), 90));
            assertThat(many.code()).isEqualTo(Refusal.Code.LIMIT);
        }
    }
}
