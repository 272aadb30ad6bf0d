package orrery.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.timeline.ManualClock;
import orrery.timeline.NanoClock;

class AssemblyTest {
    /// The ends of every range that a library below checks too.
    private static final List<String> ENDS =
            List.of(
                    "capacity.shortfall_weight=1.0000000000000002",
                    "capacity.shortfall_weight=1000000",
                    "capacity.change_weight=0",
                    "capacity.change_weight=1",
                    "capacity.max=10000",
                    "capacity.max=1",
                    "temporal-compare.window=2",
                    "temporal-compare.window=256",
                    "temporal-compare.neighbours=1",
                    "temporal-compare.neighbours=256",
                    "temporal-compare.history=64",
                    "temporal-compare.history=1000000",
                    "temporal-compare.patterns=[]",
                    "temporal-attractor-studio.window=64",
                    "temporal-attractor-studio.window=65536",
                    "temporal-attractor-studio.hop=1",
                    "temporal-attractor-studio.hop=65536",
                    "temporal-attractor-studio.embedding_dimension=1",
                    "temporal-attractor-studio.embedding_dimension=10",
                    "strange-loop.max_meta_depth=1",
                    "strange-loop.max_meta_depth=3",
                    "strange-loop.experts=[\"rls\"]",
                    "strange-loop.quantiles=[0.001]",
                    "strange-loop.quantiles=[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.999]",
                    "strange-loop.share_rates=[1e-300, 0.5]",
                    "nanosecond-scheduler.latency_budget_ns=1000",
                    "nanosecond-scheduler.latency_budget_ns=60000000000");

    /// A clock that leaps by a second whenever it is looked at.
    private static NanoClock leaping() {
        return new NanoClock() {
            private long nowNs;

            @Override
            public long nanoTime() {
                nowNs += 1_000_000_000L;
                return nowNs;
            }

            @Override
            public long epochNs() {
                return nowNs;
            }
        };
    }

    @Nested
    class Rules {
        private final Configuration configuration = Runs.configuration(List.of());

        @Test
        void areEstablishedWhereThereIsTimeEnough() {
            ManualClock still = ManualClock.startingAt(0);
            Assembly.CheckedRules checked = Assembly.checkedRules(configuration, Runs.RULES, still);
            assertThat(checked.established()).isTrue();
            assertThat(checked.notes()).isEmpty();
        }

        @Test
        void areTakenWithANoteWhereTheTimeRunsOut() {
            Assembly.CheckedRules checked =
                    Assembly.checkedRules(configuration, Runs.RULES, leaping());
            assertThat(checked.established()).isFalse();
            assertThat(checked.notes()).singleElement().asString().startsWith("not established");
            assertThat(checked.specification().rules()).hasSize(5);
        }
    }

    @Nested
    class AnAgent {
        @Test
        void canBeMadeOfWhateverTheConfigurationAccepts() {
            for (String end : ENDS) {
                assertThatCode(() ->
                                Runs.agent(
                                                Runs.configuration(List.of(), end),
                                                1,
                                                ManualClock.startingAt(0))
                                        .decide(1, 1.0))
                        .as(end)
                        .doesNotThrowAnyException();
            }
        }
    }
}
