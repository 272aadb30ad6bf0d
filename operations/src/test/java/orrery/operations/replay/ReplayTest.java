package orrery.operations.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.journal.Storage;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.operations.input.Input;
import orrery.operations.live.LiveRun;
import orrery.operations.report.RunReport;
import orrery.testkit.FaultyStorage;
import orrery.timeline.Refusal;
import orrery.verify.Verification;
import orrery.verify.Verifier;

class ReplayTest {
    /// Learners and dynamics, but few of each.
    private static final List<String> SMALL =
            List.of(
                    "strange-loop.experts=[\"last\", \"season\", \"analogue\", \"advice\"]",
                    "strange-loop.quantiles=[0.8, 0.95]",
                    "temporal-attractor-studio.window=128",
                    "temporal-attractor-studio.hop=32",
                    "input.kind=generator",
                    "input.days=4");

    @TempDir private Path folder = Path.of("");

    private static Replay replay(Configuration configuration, double[] demand, int threads) {
        return new Replay(
                new Replay(
                        configuration, Runs.rules(), "list", () -> new ListSource(demand), threads),
                10);
    }

    private static RunReport run(Storage storage, Configuration configuration, int threads) {
        try (Input input =
                Input.open(
                        configuration, Optional.empty(), new ByteArrayInputStream(new byte[0]))) {
            return new Replay(
                            new Replay(
                                    configuration,
                                    Runs.rules(),
                                    input.name(),
                                    input::source,
                                    threads),
                            10)
                    .run(storage, Progress.silent())
                    .orElseThrow();
        }
    }

    private static FaultyStorage plain(double[] demand) {
        FaultyStorage storage = FaultyStorage.seeded(1);
        replay(Runs.configuration(Runs.PLAIN), demand, 1).run(storage, Progress.silent());
        return storage;
    }

    private static List<String> withoutHashes(List<String> records) {
        return records.stream().map(r -> r.substring(0, r.indexOf(",\"hash\""))).toList();
    }

    private static double cost(RunReport report, String policy) {
        return report.costs().getOrDefault(policy, Double.NaN);
    }

    private static Refusal refusal(Runnable action) {
        return catchThrowableOfType(Refusal.class, action::run);
    }

    private void holds(FaultyStorage storage) {
        Verification verified = Verifier.verify(Runs.copy(storage, folder.resolve("copy")));
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.verdict()).isEqualTo(Verification.Verdict.HOLDS);
    }

    @Nested
    class Decisions {
        @Test
        void areEqualInTwoRunsWithOneThreadOrTwo() {
            Configuration small = Runs.configuration(SMALL);
            FaultyStorage one = FaultyStorage.seeded(1);
            FaultyStorage again = FaultyStorage.seeded(1);
            FaultyStorage two = FaultyStorage.seeded(1);
            run(one, small, 1);
            run(again, small, 1);
            run(two, small, 2);
            assertThat(Runs.records(one)).hasSize(4 * 288);
            assertThat(Runs.records(again)).isEqualTo(Runs.records(one));
            assertThat(Runs.records(two)).isEqualTo(Runs.records(one));
            holds(one);
        }

        @Test
        void areEqualWithAndWithoutSimd() {
            FaultyStorage simd = FaultyStorage.seeded(1);
            FaultyStorage scalar = FaultyStorage.seeded(1);
            run(simd, Runs.configuration(SMALL), 1);
            run(scalar, Runs.configuration(SMALL, "temporal-compare.enable_simd=false"), 1);
            assertThat(withoutHashes(Runs.records(scalar)))
                    .isEqualTo(withoutHashes(Runs.records(simd)));
        }

        @Test
        void doNotDependOnTheFuture() {
            double[] demand = Runs.demand(900, 5);
            double[] other = demand.clone();
            for (int i = 600, j = 899; i < j; i++, j--) {
                other[i] = demand[j];
                other[j] = demand[i];
            }
            FaultyStorage before = FaultyStorage.seeded(1);
            FaultyStorage after = FaultyStorage.seeded(1);
            Configuration small = Runs.configuration(SMALL);
            replay(small, demand, 1).run(before, Progress.silent());
            replay(small, other, 1).run(after, Progress.silent());
            assertThat(Runs.records(after).subList(0, 600))
                    .isEqualTo(Runs.records(before).subList(0, 600));
            assertThat(Runs.records(after)).isNotEqualTo(Runs.records(before));
        }

        @Test
        void areMadeWithoutMissingSamplesToo() {
            double[] demand = Runs.demand(200, 5);
            demand[0] = Double.NaN;
            for (int i = 40; i < 60; i++) {
                demand[i] = Double.NaN;
            }
            FaultyStorage storage = FaultyStorage.seeded(1);
            replay(Runs.configuration(SMALL), demand, 1).run(storage, Progress.silent());
            assertThat(Runs.records(storage).get(50)).contains("\"input\":null");
            holds(storage);
        }
    }

    @Nested
    class WithoutPatternsAndAnalogues {
        private static final List<String> OFF =
                List.of(
                        "temporal-compare.enabled=false",
                        "strange-loop.experts=[\"last\", \"analogue\"]",
                        "strange-loop.quantiles=[0.8]",
                        "temporal-attractor-studio.enabled=false");
        private static final Pattern PROPOSALS =
                Pattern.compile("\"last@0.8\":(\\d+),\"analogue@0.8\":(\\d+)");

        @Test
        void theRunVerifiesAndTheExpertOfAnaloguesRepeatsTheNewestSample() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            replay(Runs.configuration(OFF), Runs.demand(400, 3), 1).run(storage, Progress.silent());
            for (String record : Runs.records(storage)) {
                assertThat(record).contains("\"features\":{}");
                Matcher proposals = PROPOSALS.matcher(record);
                assertThat(proposals.find()).as(record).isTrue();
                assertThat(proposals.group(2)).as(record).isEqualTo(proposals.group(1));
            }
            holds(storage);
        }

        @Test
        void theyAreThereWhereTheyAreOn() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            replay(Runs.configuration(OFF, "temporal-compare.enabled=true"), Runs.demand(400, 3), 1)
                    .run(storage, Progress.silent());
            List<String> records = Runs.records(storage);
            assertThat(records.getLast()).contains("\"rising\":");
            assertThat(records)
                    .anySatisfy(record -> {
                        Matcher proposals = PROPOSALS.matcher(record);
                        assertThat(proposals.find()).isTrue();
                        assertThat(proposals.group(2)).isNotEqualTo(proposals.group(1));
                    });
        }
    }

    @Nested
    class TheReport {
        private static final Pattern RECORD =
                Pattern.compile(".*\"input\":([^,]+),\"current\":(\\d+),.*\"ruling\":\"(\\w+)\".*");

        @Test
        void agreesWithTheRecords() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            RunReport report = run(storage, Runs.configuration(SMALL), 1);
            double cost = 0;
            int before = 0;
            long repaired = 0;
            List<String> records = Runs.records(storage);
            long from = (long) (0.3 * records.size());
            for (int i = 0; i < records.size(); i++) {
                Matcher record = RECORD.matcher(records.get(i));
                assertThat(record.matches()).isTrue();
                double demand = Double.parseDouble(record.group(1));
                int current = Integer.parseInt(record.group(2));
                repaired += record.group(3).equals("repair") ? 1 : 0;
                if (i >= from) {
                    int change = i == from ? 0 : Math.abs(current - before);
                    cost += current + 10 * Math.max(0, demand - current) + 0.1 * change;
                }
                before = current;
            }
            assertThat(report.rows()).isEqualTo(records.size());
            assertThat(report.scoredFrom()).isEqualTo(from);
            assertThat(cost(report, "agent")).isCloseTo(cost, within(1e-6));
            assertThat(report.repaired()).isEqualTo(repaired).isPositive();
            assertThat(report.denied()).isZero();
            assertThat(report.missedDeadlines()).isZero();
            assertThat(report.breaches().get("agent")).isZero();
            assertThat(report.rules()).hasSize(5).allMatch(RunReport.RuleVerdict::holds);
            double floor = cost(report, "floor");
            report.ratios()
                    .forEach((name, ratio) ->
                            assertThat(ratio)
                                    .isCloseTo(
                                            (cost(report, name) - floor)
                                                    / (cost(report, "agent") - floor),
                                            within(1e-12)));
            assertThat(cost(report, "optimum")).isLessThanOrEqualTo(floor);
        }

        @Test
        void hasTheFieldsOfItsReference() {
            FaultyStorage storage = plain(Runs.demand(50, 1));
            String json = new String(storage.content("report.json"), UTF_8);
            assertThat(json)
                    .containsSubsequence(
                            "\"rows\":50",
                            "\"scoredFrom\":15",
                            "\"costs\":{\"agent\"",
                            "\"floor\"",
                            "\"optimum\"",
                            "\"staticP999\"",
                            "\"bestStatic\"",
                            "\"hpa\"",
                            "\"hpaGate\"",
                            "\"hpaBest\"",
                            "\"breaches\":{",
                            "\"ratios\":{",
                            "\"denied\":",
                            "\"repaired\":",
                            "\"missedDeadlines\":",
                            "\"latencyNs\":{",
                            "\"p50\"",
                            "\"p99\"",
                            "\"p999\"",
                            "\"max\"",
                            "\"total\":{",
                            "\"season\":",
                            "\"configurationHash\":\"");
        }

        @Test
        void isTheSameInAnyCountry() {
            Locale here = Locale.getDefault();
            try {
                Locale.setDefault(Locale.GERMANY);
                double[] demand = {1, 2_000_000, 3_000_000, 5};
                FaultyStorage storage = plain(demand);
                String json = new String(storage.content("report.json"), UTF_8);
                assertThat(json).contains("--set capacity.unit=94000.0");
                String page = new String(storage.content("report.html"), UTF_8);
                assertThat(page).containsPattern("\\d,\\d{3},\\d{3}");
                assertThat(page).doesNotContainPattern("\\d\\.\\d{3}\\.\\d{3}");
            } finally {
                Locale.setDefault(here);
            }
        }
    }

    @Nested
    class TheFolder {
        @Test
        void isReplacedByASecondReplay() {
            FaultyStorage storage = plain(Runs.demand(60, 1));
            replay(Runs.configuration(Runs.PLAIN), Runs.demand(40, 2), 1)
                    .run(storage, Progress.silent());
            assertThat(Runs.records(storage)).hasSize(40);
            assertThat(storage.names())
                    .containsExactlyInAnyOrder(
                            "certificate",
                            "configuration.toml",
                            "decisions.jsonl",
                            "manifest.json",
                            "report.html",
                            "report.json",
                            "rules.spec");
            holds(storage);
        }

        @Test
        void holdsNoCertificateOfAnInterruptedReplay() {
            FaultyStorage storage = plain(Runs.demand(60, 1));
            Optional<RunReport> report =
                    replay(Runs.configuration(Runs.PLAIN), Runs.demand(300, 1), 1)
                            .run(storage, (what, done, all) -> false);
            assertThat(report).isEmpty();
            assertThat(storage.exists("certificate")).isFalse();
        }

        @Test
        void isLeftAloneByOneThatIsInterruptedWhileItReads() {
            FaultyStorage storage = plain(Runs.demand(60, 1));
            Optional<RunReport> report =
                    replay(Runs.configuration(Runs.PLAIN), new double[100_001], 1)
                            .run(storage, (what, done, all) -> !what.equals("reading"));
            assertThat(report).isEmpty();
            holds(storage);
        }

        @Test
        void ofALiveRunIsNotOverwritten() {
            new LiveRun(Runs.configuration(Runs.PLAIN), Runs.rules(), folder, false)
                    .run(new ListSource(Runs.demand(5, 1)), _ -> {});
            Replay replay = replay(Runs.configuration(Runs.PLAIN), Runs.demand(5, 1), 1);
            Refusal refusal = refusal(() -> replay.run(Storage.folder(folder), Progress.silent()));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_PERMITTED);
            assertThat(Verifier.verify(folder).verdict()).isEqualTo(Verification.Verdict.HOLDS);
        }

        @Test
        void inUseIsRefused() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            Replay replay = replay(Runs.configuration(Runs.PLAIN), Runs.demand(5, 1), 1);
            try (Storage.Lock _ = storage.lock()) {
                assertThat(refusal(() -> replay.run(storage, Progress.silent())).code())
                        .isEqualTo(Refusal.Code.IN_USE);
            }
            assertThat(replay.run(storage, Progress.silent())).isPresent();
        }

        @Test
        void ofAnotherVersionIsRefusedByTheVerifier() {
            FaultyStorage storage = plain(Runs.demand(5, 1));
            for (String name : List.of("manifest.json", "certificate")) {
                byte[] before = storage.content(name);
                String text = new String(before, UTF_8);
                storage.replace(
                        name, text.replace("\"version\":1", "\"version\":2").getBytes(UTF_8));
                Path copy = Runs.copy(storage, folder.resolve(name));
                assertThat(refusal(() -> Verifier.verify(copy)).code())
                        .isEqualTo(Refusal.Code.VERSION);
                storage.replace(name, before);
            }
        }
    }

    @Nested
    class ADiskThat {
        @Test
        void isFullGivesARefusalAndNoCertificate() {
            long whole = 0;
            FaultyStorage fine = plain(Runs.demand(60, 1));
            for (String name : fine.names()) {
                whole += fine.content(name).length;
            }
            for (long quota = 0; quota < whole; quota += 1 + whole / 40) {
                FaultyStorage storage = FaultyStorage.seeded(1);
                storage.quota(quota);
                Replay replay = replay(Runs.configuration(Runs.PLAIN), Runs.demand(60, 1), 1);
                Refusal refusal = refusal(() -> replay.run(storage, Progress.silent()));
                // Measured times have more digits in one run than in another.
                if (refusal == null) {
                    assertThat(quota).isGreaterThan(whole * 9 / 10);
                    continue;
                }
                assertThat(refusal.code()).as("%d", quota).isEqualTo(Refusal.Code.DISK_FULL);
                assertThat(storage.exists("certificate")).as("%d", quota).isFalse();
            }
        }

        @Test
        void failsAtAnyOperationGivesARefusalAndFreesTheFolder() {
            double[] demand = Runs.demand(60, 1);
            Replay replay = replay(Runs.configuration(Runs.PLAIN), demand, 1);
            FaultyStorage counting = plain(demand);
            long first = counting.operations();
            replay.run(counting, Progress.silent());
            long operations = counting.operations() - first;
            assertThat(operations).isBetween(20L, 200L);
            for (long k = 1; k <= operations; k++) {
                FaultyStorage storage = plain(demand);
                storage.failOperation(k);
                Refusal refusal = refusal(() -> replay.run(storage, Progress.silent()));
                assertThat(refusal.code()).as("operation %d", k).isEqualTo(Refusal.Code.IO);
                storage.failOperation(0);
                assertThat(replay.run(storage, Progress.silent())).isPresent();
            }
        }
    }

    @Nested
    class TooLittle {
        @Test
        void isNoSampleOrOne() {
            for (int samples : List.of(0, 1)) {
                Replay replay = replay(Runs.configuration(Runs.PLAIN), new double[samples], 1);
                FaultyStorage storage = FaultyStorage.seeded(1);
                assertThat(refusal(() -> replay.run(storage, Progress.silent())).code())
                        .isEqualTo(Refusal.Code.TOO_SHORT);
                assertThat(storage.names()).isEmpty();
            }
        }

        @Test
        void isAFileOfOneRowOrNone() {
            Path file = folder.resolve("demand.csv");
            Configuration csv =
                    Runs.configuration(Runs.PLAIN, "input.kind=csv", "input.path=" + file);
            Runs.write(file, "timestamp,value\n");
            assertThat(refusal(() -> run(FaultyStorage.seeded(1), csv, 1)).code())
                    .isEqualTo(Refusal.Code.EMPTY);
            Runs.write(file, "timestamp,value\n2026-01-01 00:00:00,3\n");
            assertThat(refusal(() -> run(FaultyStorage.seeded(1), csv, 1)).code())
                    .isEqualTo(Refusal.Code.TOO_SHORT);
            Runs.write(file, "timestamp,value\n2026-01-01 00:00:00,3\n2026-01-01 00:05:00,4\n");
            FaultyStorage storage = FaultyStorage.seeded(1);
            assertThat(run(storage, csv, 1).rows()).isEqualTo(2);
            holds(storage);
        }
    }

    @Test
    void countsTheRowsOfARequestLog() {
        Path log = folder.resolve("requests.csv");
        StringBuilder text = new StringBuilder("timestamp,path\n");
        for (int second = 0; second < 600; second++) {
            for (int i = 0; i <= second / 100; i++) {
                text.append(
                        "2026-01-01 00:%02d:%02d.%d,/\n".formatted(second / 60, second % 60, i));
            }
        }
        Runs.write(log, text.toString());
        FaultyStorage storage = FaultyStorage.seeded(1);
        RunReport report =
                run(
                        storage,
                        Runs.configuration(
                                Runs.PLAIN,
                                "input.kind=csv",
                                "input.path=" + log,
                                "input.bucket=10s",
                                "input.aggregate=count",
                                "capacity.unit=10"),
                        1);
        assertThat(report.rows()).isEqualTo(60);
        assertThat(Runs.records(storage).getFirst()).contains("\"input\":1.0,");
        assertThat(Runs.records(storage).getLast()).contains("\"input\":6.0,");
        assertThat(new String(storage.content("manifest.json"), UTF_8))
                .contains("\"stepNs\":10000000000,");
        holds(storage);
    }
}
