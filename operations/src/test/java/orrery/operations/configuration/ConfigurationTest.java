package orrery.operations.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.timeline.Refusal;

class ConfigurationTest {
    private static final Path FOLDER = Path.of("/conf");
    private static final String LEAST = "lean-agentic.spec = \"a.spec\"\n";

    /// A value other than the default for every key.
    private static final Map<String, String> OTHERS =
            Map.ofEntries(
                    Map.entry("input.kind", "\"csv\""),
                    Map.entry("input.path", "\"a \\\"b\\\" \\\\ \\t é.csv\""),
                    Map.entry("input.time", "\"t\""),
                    Map.entry("input.time_unit", "\"ms\""),
                    Map.entry("input.value", "\"v\""),
                    Map.entry("input.key", "\"service\""),
                    Map.entry("input.select_key", "\"web\""),
                    Map.entry("input.gap", "\"missing\""),
                    Map.entry("input.late", "\"drop-and-count\""),
                    Map.entry("input.duplicate", "\"sum\""),
                    Map.entry("input.bucket", "\"90s\""),
                    Map.entry("input.aggregate", "\"count\""),
                    Map.entry("input.period", "\"90s\""),
                    Map.entry("input.tail_from", "\"start\""),
                    Map.entry("input.poll", "\"7ms\""),
                    Map.entry("input.seed", "9"),
                    Map.entry("input.days", "3"),
                    Map.entry("temporal-compare.enabled", "false"),
                    Map.entry("temporal-compare.history", "100"),
                    Map.entry("temporal-compare.window", "9"),
                    Map.entry("temporal-compare.neighbours", "3"),
                    Map.entry("temporal-compare.enable_simd", "false"),
                    Map.entry("temporal-compare.patterns", "[\"a: spike -> fall within 9\"]"),
                    Map.entry("temporal-compare.max_sequence_length", "20"),
                    Map.entry("temporal-compare.memory_mb", "1"),
                    Map.entry("temporal-attractor-studio.enabled", "false"),
                    Map.entry("temporal-attractor-studio.window", "128"),
                    Map.entry("temporal-attractor-studio.hop", "2"),
                    Map.entry("temporal-attractor-studio.embedding_dimension", "3"),
                    Map.entry("temporal-attractor-studio.memory_mb", "2"),
                    Map.entry("strange-loop.enabled", "false"),
                    Map.entry("strange-loop.max_meta_depth", "2"),
                    Map.entry("strange-loop.enable_self_modification", "true"),
                    Map.entry("strange-loop.experts", "[\"last\", \"season\"]"),
                    Map.entry("strange-loop.quantiles", "[0.5, 0.9]"),
                    Map.entry("strange-loop.share_rates", "[1e-6, 1e-5]"),
                    Map.entry("strange-loop.memory_mb", "3"),
                    Map.entry("nanosecond-scheduler.enable_rt_scheduling", "false"),
                    Map.entry("nanosecond-scheduler.cpu_affinity", "[0, 1]"),
                    Map.entry("nanosecond-scheduler.latency_budget_ns", "5000"),
                    Map.entry("nanosecond-scheduler.memory_mb", "4"),
                    Map.entry("temporal-neural-solver.enabled", "false"),
                    Map.entry("temporal-neural-solver.max_solving_time_ms", "20"),
                    Map.entry("temporal-neural-solver.memory_mb", "5"),
                    Map.entry("lean-agentic.spec", "\"b.spec\""),
                    Map.entry("lean-agentic.fallback", "\"hold\""),
                    Map.entry("lean-agentic.actuator", "\"file\""),
                    Map.entry("lean-agentic.actuator_target", "\"out\""),
                    Map.entry("lean-agentic.kill_file", "\"STOP\""),
                    Map.entry("capacity.min", "2"),
                    Map.entry("capacity.max", "99"),
                    Map.entry("capacity.step_up", "7"),
                    Map.entry("capacity.step_down", "6"),
                    Map.entry("capacity.unit", "2.5"),
                    Map.entry("capacity.shortfall_weight", "11"),
                    Map.entry("capacity.change_weight", "0.30000000000000004"),
                    Map.entry("capacity.initial", "12"),
                    Map.entry("rollout.canary_share", "0.5"),
                    Map.entry("rollout.canary_decisions", "0"),
                    Map.entry("rollout.abort_breaches", "2"),
                    Map.entry("rollout.abort_regret_ratio", "1.5"),
                    Map.entry("limits.rows", "1000"),
                    Map.entry("limits.line_length", "100"),
                    Map.entry("limits.gap_samples", "9"),
                    Map.entry("limits.spool_mb", "8"),
                    Map.entry("metrics.prometheus", "true"),
                    Map.entry("metrics.address", "\"0.0.0.0\""),
                    Map.entry("metrics.port", "9000"));

    @TempDir Path temp;

    @Nested
    class Reads {
        @Test
        void defaultsForWhatIsLeftOut() {
            Configuration read = parse(LEAST);
            assertThat(read.capacity().max()).isEqualTo(40);
            assertThat(read.capacity().initial()).isEmpty();
            assertThat(read.input().kind()).isEqualTo(InputKind.GENERATOR);
            assertThat(read.input().periodNs()).isEmpty();
            assertThat(read.nanosecondScheduler().latencyBudgetNs()).isEqualTo(100_000);
            assertThat(read.temporalAttractorStudio().embeddingDimension())
                    .isEqualTo(OptionalInt.empty());
            assertThat(read.temporalCompare().patterns()).hasSize(4);
            assertThat(read.strangeLoop().experts()).isEmpty();
        }

        @Test
        void sectionsAndSpansAndListsAndWholeNumbersForReals() {
            Configuration read =
                    parse(
                            """
                            [input]
                            bucket = "10s"
                            [lean-agentic]
                            spec = 'rules/a.spec'
                            [capacity]
                            unit = 250
                            [nanosecond-scheduler]
                            cpu_affinity = [2, 3]
                            [temporal-attractor-studio]
                            embedding_dimension = 4
                            """);
            assertThat(read.input().bucketNs()).hasValue(10_000_000_000L);
            assertThat(read.capacity().unit()).isEqualTo(250.0);
            assertThat(read.nanosecondScheduler().cpuAffinity()).containsExactly(2, 3);
            assertThat(read.temporalAttractorStudio().embeddingDimension()).hasValue(4);
            assertThat(read.resolve(read.leanAgentic().spec()))
                    .isEqualTo(FOLDER.resolve("rules/a.spec"));
        }

        @Test
        void aFileWithAByteOrderMarkAndPathsFromItsFolder() throws IOException {
            Path file = temp.resolve("c.toml");
            Files.writeString(file, "\uFEFF" + LEAST);
            Configuration read = Configuration.load(file, List.of("capacity.max=50"));
            assertThat(read.capacity().max()).isEqualTo(50);
            assertThat(read.resolve("a.spec")).isEqualTo(temp.toAbsolutePath().resolve("a.spec"));
        }

        @Test
        void theBundledExample() {
            Path example = repository().resolve("examples/capacity/capacity.toml");
            Configuration read = Configuration.load(example, List.of());
            assertThat(read.resolve(read.leanAgentic().spec())).exists();
            assertThat(read.capacity().constants())
                    .containsExactly(
                            Map.entry("min_replicas", 1.0),
                            Map.entry("max_replicas", 40.0),
                            Map.entry("step_up", 10.0),
                            Map.entry("step_down", 5.0),
                            Map.entry("shortfall_weight", 10.0),
                            Map.entry("change_weight", 0.1));
        }
    }

    @Nested
    class Overrides {
        @Test
        void areStrongerThanTheTextAndTheLastIsStrongest() {
            Configuration read =
                    parse(LEAST + "capacity.max = 30", "capacity.max=50", "capacity.max = 60");
            assertThat(read.capacity().max()).isEqualTo(60);
        }

        @Test
        void takeTextWithoutQuotesEvenIfItLooksLikeSomethingElse() {
            Configuration read =
                    parse(
                            LEAST,
                            "input.path=2024-01-01",
                            "input.kind=csv",
                            "input.period=5min",
                            "input.value='a b'",
                            "temporal-attractor-studio.embedding_dimension=auto");
            assertThat(read.input().path()).hasValue("2024-01-01");
            assertThat(read.input().kind()).isEqualTo(InputKind.CSV);
            assertThat(read.input().periodNs()).hasValue(300_000_000_000L);
            assertThat(read.input().value()).isEqualTo("a b");
        }

        @Test
        void takeListsAndKeepEqualsSignsInText() {
            Configuration read =
                    parse(
                            LEAST,
                            "nanosecond-scheduler.cpu_affinity=[4]",
                            "lean-agentic.actuator_target=http://x/?a=b");
            assertThat(read.nanosecondScheduler().cpuAffinity()).containsExactly(4);
            assertThat(read.leanAgentic().actuatorTarget()).hasValue("http://x/?a=b");
        }

        @Test
        void areRefusedByTheirName() {
            assertThat(refusal(LEAST, "capacity.max=0"))
                    .hasMessage(
                            "--set capacity.max: capacity.max is 0 [OUT_OF_RANGE]; use a whole"
                                    + " number from 1 to 10000");
            assertThat(refusal(LEAST, "capacity.maxx=3").getMessage())
                    .startsWith("--set capacity.maxx: ")
                    .endsWith("did you mean max?");
            assertThat(refusal(LEAST, "capacity.max=many").code())
                    .isEqualTo(Refusal.Code.WRONG_TYPE);
            assertThat(refusal(LEAST, "capacity.max=[1").code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal(LEAST, "capacity.max=").code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal(LEAST, "capacity.max=1\ncapacity.min=1").code())
                    .isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal(LEAST, "max=3").code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal(LEAST, "capacity.max").code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal(LEAST, "capacitty.max=3").getMessage())
                    .contains("UNKNOWN_KEY", "did you mean [capacity]?");
        }
    }

    @Nested
    class Refuses {
        @Test
        void aKeyThatDoesNotExistWithItsPlaceAndTheNearestOne() {
            assertThat(refusal("[capacity]\nmin = 1\n  maxx = 4\n"))
                    .hasMessage(
                            "c.toml:3:3: there is no key maxx in [capacity] [UNKNOWN_KEY];"
                                    + " did you mean max?");
        }

        @Test
        void aKeyThatBelongsToAnotherSection() {
            assertThat(refusal("[rollout]\nstep_up = 1\n").advice())
                    .isEqualTo("it belongs to [capacity]");
            assertThat(refusal("max = 1\n").advice())
                    .isEqualTo("it belongs to [capacity], and must stand below it");
        }

        @Test
        void aKeyLikeNoOtherListingWhatThereIs() {
            assertThat(refusal("[metrics]\nzzzzzz = 1\n").advice())
                    .isEqualTo("[metrics] has prometheus, address, port");
        }

        @Test
        void aSectionThatDoesNotExist() {
            Refusal refusal = refusal(LEAST + "[temporal-comparer]\nwindow = 3\n");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.UNKNOWN_KEY);
            assertThat(refusal.place()).hasValue("c.toml:2:1");
            assertThat(refusal.advice()).isEqualTo("did you mean [temporal-compare]?");
            assertThat(refusal("[qqqq]\n").advice()).startsWith("the sections are input, ");
        }

        @Test
        void aSectionThatIsNone() {
            assertThat(refusal("capacity = 3\n").code()).isEqualTo(Refusal.Code.WRONG_TYPE);
            assertThat(refusal("[[capacity]]\nmin = 1\n").code())
                    .isEqualTo(Refusal.Code.WRONG_TYPE);
            assertThat(refusal(LEAST + "[capacity.min]\nx = 1\n").code())
                    .isEqualTo(Refusal.Code.WRONG_TYPE);
        }

        @Test
        void valuesOfAnotherType() {
            for (String entry :
                    List.of(
                            "capacity.max = \"40\"",
                            "capacity.max = 40.0",
                            "capacity.unit = true",
                            "capacity.unit = 2014-07-01",
                            "temporal-compare.enabled = 1",
                            "temporal-compare.patterns = \"a: rise\"",
                            "temporal-compare.patterns = [1]",
                            "strange-loop.quantiles = [\"x\"]",
                            "input.kind = 3",
                            "input.period = 300",
                            "lean-agentic.kill_file = [ ]",
                            "temporal-attractor-studio.embedding_dimension = \"three\"")) {
                Refusal refusal = refusal(LEAST + entry + "\n");
                assertThat(refusal.code()).as(entry).isEqualTo(Refusal.Code.WRONG_TYPE);
                assertThat(refusal.place()).as(entry).hasValue("c.toml:2:1");
            }
        }

        @Test
        void valuesOutOfRangeOnEitherSideOfTheLimit() {
            for (String entry :
                    List.of(
                            "capacity.max = 0",
                            "capacity.max = 10001",
                            "capacity.max = 9223372036854775807",
                            "capacity.unit = 0",
                            "capacity.unit = -1",
                            "capacity.unit = nan",
                            "capacity.unit = inf",
                            "capacity.change_weight = -0.1",
                            "input.kind = \"cvs\"",
                            "input.bucket = \"999ns\"",
                            "input.time = \"\"",
                            "input.time = \"" + "x".repeat(4097) + "\"",
                            "nanosecond-scheduler.latency_budget_ns = 999",
                            "nanosecond-scheduler.cpu_affinity = [-1]",
                            "strange-loop.quantiles = [1.0]",
                            "strange-loop.quantiles = []",
                            "strange-loop.experts = [\"a\", \"a\"]",
                            "strange-loop.quantiles = [0.9, 0.8]",
                            "strange-loop.quantiles = [0.9, 0.9]",
                            "strange-loop.quantiles = [.1,.2,.3,.4,.5,.6,.7,.8,.9]"
                                    .replace("[.", "[0.")
                                    .replace(",.", ",0."),
                            "strange-loop.share_rates = [0.1]",
                            "strange-loop.share_rates = [0.0, 0.1]",
                            "strange-loop.max_meta_depth = 4",
                            "capacity.shortfall_weight = 1",
                            "capacity.shortfall_weight = 1000001",
                            "capacity.change_weight = 1.0000000000000002",
                            "temporal-compare.window = 257",
                            "nanosecond-scheduler.cpu_affinity = [1024]",
                            "temporal-attractor-studio.embedding_dimension = 11")) {
                Refusal refusal = refusal(LEAST + entry + "\n");
                assertThat(refusal.code()).as(entry).isEqualTo(Refusal.Code.OUT_OF_RANGE);
                assertThat(refusal.place()).as(entry).hasValue("c.toml:2:1");
            }
            assertThat(parse(LEAST + "capacity.max = 10000").capacity().max()).isEqualTo(10_000);
            assertThat(parse(LEAST + "capacity.max = 1").capacity().max()).isEqualTo(1);
        }

        @Test
        void valuesThatContradictEachOtherAtTheKeyThatIsWritten() {
            for (String entry :
                    List.of(
                            "capacity.min = 41",
                            "capacity.initial = 41",
                            "capacity.initial = 0",
                            "input.select_key = \"a\"",
                            "input.aggregate = \"count\"",
                            "input.period = \"1s\"\ninput.bucket = \"2s\"",
                            "lean-agentic.actuator = \"file\"",
                            "temporal-compare.window = 100\ntemporal-compare.history = 150",
                            "temporal-compare.window = 9\ntemporal-compare.max_sequence_length = 8",
                            "temporal-compare.patterns = [\"a: rise\", \"a: fall\"]")) {
                Refusal refusal = refusal(LEAST + entry + "\n");
                assertThat(refusal.code()).as(entry).isEqualTo(Refusal.Code.OUT_OF_RANGE);
                assertThat(refusal.place().orElse("")).as(entry).matches("c\\.toml:[23]:1");
            }
        }

        @Test
        void anExpertThatDoesNotExistWithTheNearestOne() {
            Refusal refusal = refusal(LEAST + "strange-loop.experts = [\"lost\"]\n");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.OUT_OF_RANGE);
            assertThat(refusal.place()).hasValue("c.toml:2:1");
            assertThat(refusal.advice()).endsWith("did you mean \"last\"?");
        }

        @Test
        void whatCannotBeHonouredYet() {
            for (String entry :
                    List.of(
                            "input.kind = \"kafka\"",
                            "lean-agentic.action_delay = 2",
                            "temporal-attractor-studio.enable_gpu = true",
                            "temporal-neural-solver.verification_strictness = \"low\"",
                            "temporal-neural-solver.enable_counterexamples = false")) {
                Refusal refusal = refusal(LEAST + entry + "\n");
                assertThat(refusal.code()).as(entry).isEqualTo(Refusal.Code.NOT_PERMITTED);
                assertThat(refusal.place()).as(entry).hasValue("c.toml:2:1");
            }
        }

        @Test
        void brokenPatterns() {
            for (String pattern :
                    List.of(
                            "rise",
                            "A: rise",
                            "a: rise within",
                            "a: within 3 rise",
                            "a: rise fall")) {
                assertThat(
                                refusal(LEAST + "temporal-compare.patterns = ['" + pattern + "']")
                                        .code())
                        .as(pattern)
                        .isEqualTo(Refusal.Code.SYNTAX);
            }
            assertThat(refusal(LEAST + "temporal-compare.patterns = ['a: rse']").getMessage())
                    .contains("UNKNOWN_SIGNAL", "rise");
            assertThat(refusal(LEAST + "temporal-compare.patterns = ['a:']").code())
                    .isEqualTo(Refusal.Code.EMPTY);
        }

        @Test
        void brokenTomlWithAllItsPlaces() {
            Refusal refusal = refusal("[capacity]\nmin = \nmax == 3\nunit = 1\nunit = 2\n");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal.place()).hasValue("c.toml:2:7");
            assertThat(refusal.found()).contains("c.toml:3:6: ", "c.toml:5:1: ");
        }

        @Test
        void aBrokenSpanOfTime() {
            assertThat(refusal(LEAST + "input.period = \"5 minutes\"").code())
                    .isEqualTo(Refusal.Code.SYNTAX);
        }

        @Test
        void noRules() {
            Refusal refusal = refusal("[lean-agentic]\nfallback = \"hpa\"\n");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.MISSING);
            assertThat(refusal.getMessage()).contains("c.toml", "add spec to [lean-agentic]");
        }

        @Test
        void filesThatAreNotThereOrNoTextOrTooLong() throws IOException {
            assertThat(ofFile(temp.resolve("none.toml")).code()).isEqualTo(Refusal.Code.MISSING);
            assertThat(ofFile(temp).found()).isEqualTo("this is a folder");
            Path bytes = Files.write(temp.resolve("b.toml"), new byte[] {'a', (byte) 0xff});
            assertThat(ofFile(bytes).code()).isEqualTo(Refusal.Code.SYNTAX);
            Path large = Files.writeString(temp.resolve("l.toml"), "#".repeat((1 << 20) + 1));
            assertThat(ofFile(large).code()).isEqualTo(Refusal.Code.LIMIT);
        }

        private Refusal ofFile(Path file) {
            return catchThrowableOfType(Refusal.class, () -> Configuration.load(file, List.of()));
        }
    }

    @Nested
    class Canonical {
        @Test
        void isSortedCompleteAndReadsBackAsTheSame() {
            Configuration read = parse(LEAST);
            assertThat(read.canonical().lines()).isSorted().contains("capacity.max = 40");
            assertThat(parse(read.canonical())).isEqualTo(read);
            assertThat(read.canonical()).endsWith("\n").doesNotContain("input.path");
        }

        @Test
        void readsBackAsTheSameWithEveryKeySet() {
            List<String> all = new ArrayList<>();
            OTHERS.forEach((name, value) -> all.add(name + " = " + value));
            Configuration read = parse(String.join("\n", all));
            assertThat(parse(read.canonical())).isEqualTo(read);
            assertThat(read.canonical().lines()).hasSameSizeAs(Configuration.KEYS);
            assertThat(parse(read.canonical()).canonical()).isEqualTo(read.canonical());
        }

        @Test
        void hasItsShaAsHash() throws Exception {
            Configuration read = parse(LEAST);
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(read.canonical().getBytes(StandardCharsets.UTF_8));
            assertThat(read.hash()).isEqualTo(HexFormat.of().formatHex(digest));
        }

        @Test
        void doesNotDependOnOrderOrNotation() {
            assertThat(parse("[capacity]\nunit = 2\nmax = 0x10\n[lean-agentic]\nspec='s'").hash())
                    .isEqualTo(
                            parse("lean-agentic.spec=\"s\"\ncapacity.max=16\ncapacity.unit=2e0")
                                    .hash());
        }
    }

    @Nested
    class DecisionHash {
        @Test
        void changesWithEveryKeyButThoseOfTheSource() {
            String base = LEAST + "input.key = \"k\"\nlean-agentic.actuator_target = \"x\"\n";
            Configuration plain = parse(base);
            for (Key<?> key : Configuration.KEYS) {
                Optional<String> other = Optional.ofNullable(OTHERS.get(key.name()));
                if (other.isEmpty()) {
                    assertThat(key.shape().range()).as(key.name()).startsWith("only ");
                    continue;
                }
                List<String> overrides = new ArrayList<>(List.of(key.name() + "=" + other.get()));
                if (key.name().equals("input.aggregate")) {
                    overrides.add("input.bucket=1s");
                }
                Configuration changed = parse(base, overrides.toArray(String[]::new));
                assertThat(changed.hash()).as(key.name()).isNotEqualTo(plain.hash());
                assertThat(changed.decisionHash().equals(plain.decisionHash()))
                        .as(key.name())
                        .isEqualTo(key.ofTheSource());
            }
        }
    }

    private static Configuration parse(String text, String... overrides) {
        return Configuration.parse(text, "c.toml", FOLDER, List.of(overrides));
    }

    private static Refusal refusal(String text, String... overrides) {
        return catchThrowableOfType(Refusal.class, () -> parse(text, overrides));
    }

    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/reference/configuration.md"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder;
    }
}
