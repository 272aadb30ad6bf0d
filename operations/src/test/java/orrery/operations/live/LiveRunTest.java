package orrery.operations.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Replay;
import orrery.operations.run.RulesFile;
import orrery.timeline.Refusal;
import orrery.verify.Verification;
import orrery.verify.Verifier;

class LiveRunTest {
    @TempDir private Path folder = Path.of("");

    private static final List<String> MINUTES = List.of("input.period=60s");

    private static Configuration configuration(String... more) {
        List<String> all = new ArrayList<>(MINUTES);
        all.addAll(List.of(more));
        return Runs.configuration(Runs.SMALL, all.toArray(new String[0]));
    }

    private LiveRun shadow(String... more) {
        return new LiveRun(configuration(more), Runs.rules(), folder, false);
    }

    private static Verification.Verdict verdict(Path folder) {
        Verification verified = Verifier.verify(folder);
        assertThat(verified.findings()).isEmpty();
        return verified.verdict();
    }

    @Nested
    class AShadowRun {
        @Test
        void endsWithItsSourceAndVerifies() {
            var held = shadow().run(new ListSource(Runs.demand(300, 1)), _ -> {});
            assertThat(held.decisions()).isEqualTo(300);
            assertThat(held.held()).isTrue();
            assertThat(verdict(folder)).isEqualTo(Verification.Verdict.HOLDS);
            assertThat(Runs.records(folder)).hasSize(300).allMatch(r -> r.contains("\"shadow\""));
            assertThat(RunControl.status(folder).fields()).containsEntry("state", "ended");
        }

        @Test
        void ofASourceWithoutASampleLeavesNothing() {
            assertThat(shadow().run(new ListSource(), _ -> {}).decisions()).isZero();
            assertThat(folder).isDirectoryNotContaining("glob:**status*");
        }

        @Test
        void stopsAfterTheDecisionInHand() {
            LiveRun run = shadow();
            var held =
                    run.run(
                            new ListSource(Runs.demand(300, 1)),
                            decision -> {
                                if (decision.number() == 41) {
                                    run.stop();
                                }
                            });
            assertThat(held.decisions()).isEqualTo(42);
            assertThat(verdict(folder)).isEqualTo(Verification.Verdict.HOLDS);
            assertThat(RunControl.status(folder).fields()).containsEntry("state", "stopped");
        }

        @Test
        void verifiesWhereABucketSetsTheDistanceOfSamples() {
            Configuration buckets = Runs.configuration(Runs.PLAIN, "input.bucket=60s");
            new LiveRun(buckets, Runs.rules(), folder, false)
                    .run(new ListSource(Runs.demand(20, 1)), _ -> {});
            assertThat(verdict(folder)).isEqualTo(Verification.Verdict.HOLDS);
        }

        @Test
        void verifiesWhereNothingSaysTheDistanceOfSamples() {
            Configuration open = Runs.configuration(Runs.PLAIN, "input.kind=machine");
            new LiveRun(open, Runs.rules(), folder, false)
                    .run(new ListSource(Runs.demand(20, 1)), _ -> {});
            assertThat(verdict(folder)).isEqualTo(Verification.Verdict.HOLDS);
        }
    }

    @Nested
    class TheKillFile {
        private List<String> killedAt(int decision, Runnable kill, String... more) {
            Path run = folder.resolve("run");
            new LiveRun(configuration(more), Runs.rules(), run, true)
                    .run(
                            new ListSource(Runs.demand(120, 2)),
                            made -> {
                                if (made.number() == decision) {
                                    kill.run();
                                }
                            });
            return Runs.records(run);
        }

        private void endsActionsAfter(int decision, List<String> records) {
            assertThat(records).hasSize(120);
            assertThat(records.subList(0, decision + 1))
                    .allMatch(record -> record.contains("\"outcome\":\"acted\""));
            assertThat(records.subList(decision + 1, 120))
                    .allMatch(record ->
                            record.contains("\"outcome\":\"dropped\",\"reason\":\"killed\""));
            assertThat(verdict(folder.resolve("run"))).isEqualTo(Verification.Verdict.HOLDS);
        }

        @Test
        void endsAllActionsWithTheNextDecision() {
            endsActionsAfter(60, killedAt(60, () -> Runs.write(folder.resolve("run/KILL"), "")));
        }

        @Test
        void letsNothingIntoTheFileOfTheActuatorAnyMore() {
            Path file = folder.resolve("capacity.json");
            List<String> records =
                    killedAt(
                            60,
                            () -> Runs.write(folder.resolve("run/KILL"), ""),
                            "lean-agentic.actuator=file",
                            "lean-agentic.actuator_target=" + file);
            assertThat(records.subList(61, 120)).allMatch(record -> record.contains("killed"));
            String last = Runs.read(file);
            assertThat(last).matches("\\{\"decision\":\\d+,\"capacity\":\\d+}\n");
            assertThat(Integer.parseInt(last.replaceAll(".*decision\":(\\d+),.*\n", "$1")))
                    .isLessThanOrEqualTo(60);
            assertThat(verdict(folder.resolve("run"))).isEqualTo(Verification.Verdict.HOLDS);
        }

        @Test
        void ofTheKillCommandDoesTheSame() {
            endsActionsAfter(60, killedAt(60, () -> RunControl.kill(folder.resolve("run"))));
        }

        @Test
        void ofTheKillCommandWorksWhateverItsNameIs() {
            endsActionsAfter(
                    60,
                    killedAt(
                            60,
                            () -> RunControl.kill(folder.resolve("run")),
                            "lean-agentic.kill_file=STOP"));
        }

        @Test
        void mayBearAnotherName() {
            endsActionsAfter(
                    60,
                    killedAt(
                            60,
                            () -> Runs.write(folder.resolve("run/STOP"), ""),
                            "lean-agentic.kill_file=STOP"));
        }
    }

    @Nested
    class ARestart {
        private List<String> whole() {
            Path other = folder.resolve("whole");
            new LiveRun(configuration(), Runs.rules(), other, false)
                    .run(new ListSource(Runs.demand(1_300, 3)), _ -> {});
            return Runs.records(other);
        }

        @Test
        void afterAnEndGoesOnWithTheSameDecisions() {
            Path run = folder.resolve("run");
            double[] demand = Runs.demand(1_300, 3);
            for (int until : List.of(1, 500, 1_100, 1_300)) {
                new LiveRun(configuration(), Runs.rules(), run, false)
                        .run(new ListSource(Arrays.copyOf(demand, until)), _ -> {});
                assertThat(verdict(run)).isEqualTo(Verification.Verdict.HOLDS);
            }
            same(Runs.records(run), whole());
        }

        @Test
        void afterACrashGoesOnWithTheSameDecisions() {
            List<Path> images = new ArrayList<>();
            double[] demand = Runs.demand(1_300, 3);
            Path run = folder.resolve("run");
            new LiveRun(configuration(), Runs.rules(), run, false)
                    .run(
                            new ListSource(demand),
                            made -> {
                                if (List.of(0L, 7L, 640L, 999L, 1_200L).contains(made.number())) {
                                    Path image = folder.resolve("image" + made.number());
                                    images.add(Runs.copy(run, image));
                                }
                            });
            List<String> whole = Runs.records(run);
            assertThat(images).hasSize(5);
            for (Path image : images) {
                new LiveRun(configuration(), Runs.rules(), image, false)
                        .run(new ListSource(demand), _ -> {});
                same(Runs.records(image), whole);
                assertThat(verdict(image)).isEqualTo(Verification.Verdict.HOLDS);
            }
        }

        @Test
        void leavesNoCertificateOfWhatWasBefore() {
            double[] demand = Runs.demand(60, 3);
            shadow().run(new ListSource(Arrays.copyOf(demand, 30)), _ -> {});
            assertThat(folder.resolve("certificate")).exists();
            shadow().run(
                            new ListSource(demand),
                            _ -> assertThat(folder.resolve("certificate")).doesNotExist());
            assertThat(verdict(folder)).isEqualTo(Verification.Verdict.HOLDS);
        }

        @Test
        void isRefusedUnderAnotherConfigurationRulesOrMode() {
            shadow().run(new ListSource(Runs.demand(20, 3)), _ -> {});
            ListSource more = new ListSource(Runs.demand(30, 3));
            LiveRun other = shadow("capacity.max=50");
            LiveRun rules = new LiveRun(configuration(), RulesFile.of("a: G true"), folder, false);
            LiveRun armed = new LiveRun(configuration(), Runs.rules(), folder, true);
            for (LiveRun run : List.of(other, rules, armed)) {
                assertThat(refusal(() -> run.run(more, _ -> {})).code())
                        .isEqualTo(Refusal.Code.NOT_PERMITTED);
            }
        }

        @Test
        void isRefusedInAFolderOfAReplay() {
            double[] demand = Runs.demand(20, 3);
            new Replay(configuration(), Runs.rules(), "list", () -> new ListSource(demand), 1)
                    .run(
                            orrery.journal.Storage.folder(folder),
                            orrery.operations.replay.Progress.silent());
            assertThat(refusal(() -> shadow().run(new ListSource(demand), _ -> {})).code())
                    .isEqualTo(Refusal.Code.NOT_PERMITTED);
        }
    }

    @Test
    void aSecondSessionOnOneFolderIsRefused() {
        shadow().run(
                        new ListSource(Runs.demand(3, 3)),
                        _ ->
                                assertThat(
                                                refusal(() ->
                                                                shadow().run(
                                                                                new ListSource(
                                                                                        1, 2),
                                                                                _ -> {}))
                                                        .code())
                                        .isEqualTo(Refusal.Code.IN_USE));
    }

    @Nested
    class TheRollout {
        @Test
        void fallsBackForGoodAtABrokenRule() {
            RulesFile rules = RulesFile.of("calm: G (demand <= 30)\n");
            double[] demand = Runs.demand(200, 5);
            Arrays.setAll(demand, i -> i == 50 ? 35 : Math.min(29, demand[i]));
            new LiveRun(configuration(), rules, folder, false).run(new ListSource(demand), _ -> {});
            fallsBackAfter(50, 200);
            assertThat(Runs.records(folder).get(50)).contains("\"ruling\":\"deny\"");
        }

        @Test
        void fallsBackForGoodWhereItCostsMoreThanTheFallback() {
            double[] demand = new double[300];
            Arrays.setAll(demand, i -> 1 + i % 3);
            shadow(
                            "lean-agentic.fallback=hold",
                            "capacity.initial=3",
                            "capacity.change_weight=1",
                            "rollout.abort_regret_ratio=1.0")
                    .run(new ListSource(demand), _ -> {});
            fallsBackAfter(99, 300);
        }

        @Test
        void stillFallsBackAfterACrash() {
            RulesFile rules = RulesFile.of("calm: G (demand <= 30)\n");
            double[] demand = Runs.demand(200, 5);
            Arrays.setAll(demand, i -> i == 50 ? 35 : Math.min(29, demand[i]));
            Path image = folder.resolve("image");
            Path run = folder.resolve("run");
            new LiveRun(configuration(), rules, run, false)
                    .run(
                            new ListSource(demand),
                            made -> {
                                if (made.number() == 80) {
                                    Runs.copy(run, image);
                                }
                            });
            new LiveRun(configuration(), rules, image, false).run(new ListSource(demand), _ -> {});
            same(Runs.records(image), Runs.records(run));
        }

        private void fallsBackAfter(int decision, int all) {
            List<String> records = Runs.records(folder);
            assertThat(records).hasSize(all);
            assertThat(records.subList(0, decision + 1))
                    .noneMatch(record -> record.contains("\"reason\":\"fallback-off\""));
            assertThat(records.subList(decision + 1, all))
                    .allMatch(record -> record.contains("\"reason\":\"fallback-off\""));
        }
    }

    private static void same(List<String> records, List<String> expected) {
        for (int i = 0; i < Math.min(records.size(), expected.size()); i++) {
            assertThat(records.get(i)).isEqualTo(expected.get(i));
        }
        assertThat(records).hasSameSizeAs(expected);
    }

    static Refusal refusal(Runnable action) {
        return catchThrowableOfType(Refusal.class, action::run);
    }

    @Test
    void aTornLastLineIsWrittenAnew() throws java.io.IOException {
        double[] demand = Runs.demand(40, 6);
        Path run = folder.resolve("run");
        Path image = folder.resolve("image");
        new LiveRun(configuration(), Runs.rules(), run, false)
                .run(
                        new ListSource(demand),
                        made -> {
                            if (made.number() == 20) {
                                Runs.copy(run, image);
                            }
                        });
        Path log = image.resolve("decisions.jsonl");
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 100));
        new LiveRun(configuration(), Runs.rules(), image, false)
                .run(new ListSource(demand), _ -> {});
        same(Runs.records(image), Runs.records(run));
        assertThat(verdict(image)).isEqualTo(Verification.Verdict.HOLDS);
    }
}
