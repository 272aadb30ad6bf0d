package orrery.operations.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.agent.act.ImmediateActuator;
import orrery.loop.halt.KillSwitch;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.operations.input.Sample;
import orrery.testkit.FaultyStorage;
import orrery.timeline.ManualClock;
import orrery.verify.Verification;
import orrery.verify.Verifier;

/// What a live run has after its process was killed or its machine lost power.
class LiveDurabilityTest {
    @TempDir private Path folder = Path.of("");

    private static LiveSession.Setting setting(Configuration configuration, KillSwitch halt) {
        return new LiveSession.Setting(
                configuration,
                Runs.rules(),
                "shadow",
                new ImmediateActuator(),
                ManualClock.startingAt(0),
                halt);
    }

    /// Decides on the samples up to `until` that the session has not decided on.
    private static void decide(LiveSession session, double[] demand, int until) {
        ListSource source = new ListSource(Arrays.copyOf(demand, until));
        Sample sample = new Sample();
        while (source.next(sample)) {
            if (sample.timeNs() > session.lastTimeNs()) {
                session.decide(sample.timeNs(), sample.value());
            }
        }
    }

    private static LiveSession open(Path path, Configuration configuration, double[] demand) {
        return Sessions.open(
                path, setting(configuration, new KillSwitch()), demand[0], ListSource.STEP_NS);
    }

    @Nested
    class TheJudgementOfTheRollout {
        @Test
        void goesOnAfterARestart() {
            Configuration configuration =
                    Runs.configuration(
                            Runs.SMALL,
                            "input.period=60s",
                            "lean-agentic.fallback=hold",
                            "capacity.initial=3",
                            "capacity.change_weight=1",
                            "rollout.abort_regret_ratio=1.0");
            double[] demand = new double[160];
            Arrays.setAll(demand, i -> 1 + i % 3);
            for (int stop : new int[] {1, 60, 99}) {
                Path run = folder.resolve("run" + stop);
                try (LiveSession session = open(run, configuration, demand)) {
                    decide(session, demand, stop);
                }
                // The same as after kill -9: everything behind the first checkpoint is gone
                // through.
                for (Path checkpoint : checkpoints(run)) {
                    Runs.delete(checkpoint);
                }
                try (LiveSession session = open(run, configuration, demand)) {
                    decide(session, demand, 160);
                }
                List<String> records = Runs.records(run);
                assertThat(records.subList(0, 100)).noneMatch(r -> r.contains("fallback-off"));
                assertThat(records.subList(100, 160)).allMatch(r -> r.contains("fallback-off"));
            }
        }
    }

    private static List<Path> checkpoints(Path run) {
        try (var files = Files.list(run.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".checkpoint")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Nested
    class ALossOfPower {
        private final Configuration configuration =
                Runs.configuration(Runs.PLAIN, "input.period=60s");
        private final double[] demand = Runs.demand(2_200, 9);

        private LiveSession open(FaultyStorage run, FaultyStorage journals) {
            return Sessions.open(
                    run,
                    journals,
                    setting(configuration, new KillSwitch()),
                    demand[0],
                    ListSource.STEP_NS);
        }

        @Test
        void leavesARunThatGoesOnAsIfItHadNotBeen() {
            FaultyStorage whole = FaultyStorage.seeded(0);
            try (LiveSession session = open(whole, FaultyStorage.seeded(0))) {
                decide(session, demand, demand.length);
            }
            for (long seed = 1; seed <= 6; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                FaultyStorage run = FaultyStorage.seeded(seed);
                FaultyStorage journals = FaultyStorage.seeded(seed + 100);
                int done = 0;
                for (int crash = 0; crash < 3; crash++) {
                    done = Math.min(demand.length, done + 300 + random.nextInt(900));
                    decide(open(run, journals), demand, done);
                    run.crash();
                    journals.crash();
                }
                try (LiveSession session = open(run, journals)) {
                    decide(session, demand, demand.length);
                }
                assertThat(Runs.records(run)).as("seed %s", seed).isEqualTo(Runs.records(whole));
            }
        }
    }

    @Nested
    class ALogThatIsCutAnywhere {
        @Test
        void isWrittenAgainFromTheJournal() throws IOException {
            Configuration configuration = Runs.configuration(Runs.PLAIN, "input.period=60s");
            double[] demand = Runs.demand(1_400, 9);
            Path run = folder.resolve("run");
            try (LiveSession session = open(run, configuration, demand)) {
                decide(session, demand, demand.length);
            }
            List<String> whole = Runs.records(run);
            Path log = run.resolve("decisions.jsonl");
            byte[] bytes = Files.readAllBytes(log);
            for (double share : new double[] {0, 0.3, 0.9, 0.999}) {
                byte[] cut = Arrays.copyOf(bytes, (int) (share * bytes.length));
                Files.write(log, cut);
                open(run, configuration, demand).close();
                assertThat(Runs.records(run)).as("cut at %s", share).isEqualTo(whole);
            }
            bytes[bytes.length / 2] ^= 1;
            Files.write(log, bytes);
            open(run, configuration, demand).close();
            assertThat(Runs.records(run)).isEqualTo(whole);
        }
    }

    @Nested
    class TheLedgerOfChanges {
        private final Configuration configuration =
                Runs.configuration(
                        Runs.SMALL,
                        "input.period=60s",
                        "strange-loop.enable_self_modification=true");
        private final double[] demand = Runs.demand(1_300, 3);

        /// Each stop is what kill -9 leaves: a copy of the folder goes on.
        private Path run(String name, int... stops) {
            Path run = folder.resolve(name);
            KillSwitch halt = new KillSwitch();
            for (int stop : stops) {
                LiveSession session =
                        Sessions.open(
                                run, setting(configuration, halt), demand[0], ListSource.STEP_NS);
                decide(session, demand, stop);
                if (stop == 700) {
                    session.rollBack();
                }
                if (stop == 1_250) {
                    halt.kill("test");
                }
                Path image = folder.resolve(name + stop);
                Runs.copy(run, image);
                session.close();
                run = image;
            }
            return run;
        }

        @Test
        void isTheSameWhereTheProcessWasKilledInBetween() {
            Path a = run("a", 700, 1_250, 1_300);
            Path b = run("b", 500, 501, 700, 999, 1_000, 1_001, 1_250, 1_280, 1_300);
            String changes = Runs.read(a.resolve("changes.jsonl"));
            assertThat(changes.lines())
                    .extracting(line -> line.replaceAll(".*\"event\":\"([a-z-]+)\".*", "$1"))
                    .containsExactly("shadowed", "rolled-back", "shadowed", "killed");
            assertThat(Runs.read(b.resolve("changes.jsonl"))).isEqualTo(changes);
            assertThat(Runs.records(b)).isEqualTo(Runs.records(a));
        }

        @Test
        void verifiesAndIsShownByTheStatus() {
            new LiveRun(configuration, Runs.rules(), folder, false)
                    .run(new ListSource(demand), _ -> {});
            Verification verified = Verifier.verify(folder);
            assertThat(verified.findings()).isEmpty();
            assertThat(verified.verdict()).isEqualTo(Verification.Verdict.HOLDS);
            assertThat(RunControl.status(folder).fields())
                    .containsEntry("change", "shadow")
                    .containsEntry("lastChange", "shadowed")
                    .containsEntry("changes", "1");
        }
    }
}
