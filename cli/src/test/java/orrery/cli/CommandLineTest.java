package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.cli.CommandLineFixture.assertRefused;
import static orrery.cli.CommandLineFixture.configuration;
import static orrery.cli.CommandLineFixture.fields;
import static orrery.cli.CommandLineFixture.orrery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class CommandLineTest {
    private static final int ROWS = 400;

    @TempDir private static Path shared;
    @TempDir private Path folder;

    private static Path csv(Path folder, int rows) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        for (int i = 0; i < rows; i++) {
            text.append(start.plusSeconds(300L * i)).append(',');
            text.append(12 + Math.round(6 * Math.sin(i / 15.0)) + i % 3).append('\n');
        }
        return Files.writeString(folder.resolve("demand.csv"), text);
    }

    /// A replay of a small stream, made once.
    private static Path run;

    private static Ended replayed;

    @BeforeAll
    static void replayOnce() throws IOException {
        run = shared.resolve("run");
        String input = csv(shared, ROWS).toString();
        replayed = orrery("replay", configuration(), "--input", input, "--out", run.toString());
    }

    private Path copyOfRun() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (var files = Files.list(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    /// A copy of the run that says of itself that another version made it.
    private Path runOfAnotherVersion() throws IOException {
        Path copy = copyOfRun();
        Path manifest = copy.resolve("manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains("\"version\":1,");
        Files.writeString(manifest, text.replace("\"version\":1,", "\"version\":2,"));
        return copy;
    }

    @Nested
    class Help {
        @Test
        void isThereForEveryCommandAndNamesItsOptions() {
            assertHelp("replay", "--set", "--kernels", "--input", "--out", "--threads", "--json");
            assertHelp("verify", "--json", "FOLDER");
            assertHelp(
                    "run",
                    "--live",
                    "--shadow",
                    "--arm",
                    "--source",
                    "--out",
                    "--replayed",
                    "--json",
                    "--set");
            assertHelp("status", "--json", "FOLDER");
            assertHelp("kill", "--json", "FOLDER");
            assertHelp("rollback", "--json", "FOLDER");
            assertHelp("report", "--json", "FOLDER");
            assertHelp("explain", "--json", "FOLDER", "RECORD");
            assertHelp("doctor", "--json");
            assertHelp("bench", "gate", "quality");
            assertHelp("bench gate", "--runs", "--seed", "--threads", "--mutation", "--json");
            assertHelp("bench quality", "--json", "FILE");
        }

        private static void assertHelp(String command, String... words) {
            Ended ended = orrery((command + " --help").split(" "));
            assertThat(ended.code()).as(command).isZero();
            assertThat(ended.out())
                    .as(command)
                    .contains("Usage: orrery " + command)
                    .contains(words);
            assertThat(ended.err()).as(command).isEmpty();
        }

        @Test
        void ofAllNamesTheCommandsAndTheExitCodes() {
            Ended ended = orrery("--help");
            assertThat(ended.code()).isZero();
            assertThat(ended.out())
                    .contains("replay", "verify", "run", "status", "kill", "rollback")
                    .contains("report", "explain", "doctor", "bench", "Exit codes");
        }

        @Test
        void isWhatAnEmptyCommandLineGets() {
            Ended ended = orrery();
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("orrery --help");
        }

        @Test
        void tellsTheVersion() {
            Ended ended = orrery("--version");
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).startsWith("orrery ");
        }
    }

    @Nested
    class Mistyped {
        private static void assertHinted(Ended ended, String hint) {
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).startsWith("orrery: ").contains(hint, "--help");
            assertThat(ended.err()).doesNotContain("Exception", "\tat ");
        }

        @Test
        void commandGetsAHint() {
            assertHinted(orrery("reply"), "reply");
        }

        @Test
        void optionGetsAHint() {
            assertHinted(orrery("replay", configuration(), "--inptu", "x"), "--inptu");
        }

        @Test
        void valueGetsAHint() {
            assertHinted(orrery("bench", "gate", "--runs", "many"), "--runs");
            assertHinted(orrery("explain", "run", "x"), "RECORD");
            assertHinted(orrery("replay", configuration(), "--kernels", "fast"), "--kernels");
        }

        @Test
        void argumentThatIsMissingGetsAHint() {
            assertHinted(orrery("replay"), "CONFIG");
            assertHinted(orrery("run", configuration()), "--live");
            assertHinted(orrery("explain"), "FOLDER");
        }

        @Test
        void pairOfModesGetsAHint() {
            assertHinted(
                    orrery("run", configuration(), "--live", "--shadow", "--arm"), "exclusive");
        }
    }

    @Nested
    class Replay {
        @Test
        void printsATableOfCosts() {
            assertThat(replayed.code()).as(replayed.err()).isZero();
            assertThat(replayed.err()).isEmpty();
            assertThat(replayed.out())
                    .contains("400 decisions", "policy", "Orrery", "Kubernetes HPA", "optimum")
                    .contains("orrery verify " + run);
        }

        @Test
        void leavesARunFolder() {
            assertThat(run.toFile().list())
                    .contains(
                            "manifest.json",
                            "rules.spec",
                            "configuration.toml",
                            "decisions.jsonl",
                            "report.json",
                            "report.html",
                            "certificate");
        }

        @Test
        void printsOneJsonObjectAndDecidesTheSameWithPlainKernelsOnOneThread() throws IOException {
            String input = csv(folder, ROWS).toString();
            Path out = folder.resolve("run");
            Ended ended =
                    orrery(
                            "replay",
                            configuration(),
                            "--input",
                            input,
                            "--out",
                            out.toString(),
                            "--json",
                            "--threads",
                            "1",
                            "--kernels",
                            "plain");
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.err()).isEmpty();
            assertThat(fields(ended.out()))
                    .contains("rows", "scoredFrom", "costs", "breaches", "ratios", "denied")
                    .contains("repaired", "missedDeadlines", "latencyNs", "season")
                    .contains("configurationHash");
            assertThat(choices(out)).isEqualTo(choices(run));
        }

        private static List<String> choices(Path run) throws IOException {
            // The chain begins with the manifest, which the kernels are part of: compare before it.
            return Files.readAllLines(run.resolve("decisions.jsonl")).stream()
                    .map(line -> line.substring(0, line.indexOf(",\"hash\":")))
                    .toList();
        }

        @Test
        void refusesInputThatIsNotThere() {
            Ended ended = replay("--input", folder.resolve("none.csv").toString());
            assertRefused(ended, "MISSING");
            assertThat(ended.err()).contains("none.csv");
        }

        @Test
        void refusesABadRowWithItsPlace() throws IOException {
            Path input =
                    Files.writeString(
                            folder.resolve("bad.csv"),
                            "timestamp,value\n2024-01-01T00:00:00Z,1\n2024-01-01T00:05:00Z,x\n");
            Ended ended = replay("--input", input.toString());
            assertRefused(ended, "NOT_A_NUMBER");
            assertThat(ended.err()).contains("bad.csv:3");
        }

        @Test
        void refusesASingleSampleWithTheNameOfItsFile() throws IOException {
            Path input = csv(folder, 1);
            Ended ended = replay("--input", input.toString());
            assertRefused(ended, "TOO_SHORT");
            assertThat(ended.err()).startsWith("orrery: ").contains(input + ": ", "1 sample");
        }

        @Test
        void refusesToReplaceARunOfAnotherVersion() throws IOException {
            Path other = runOfAnotherVersion();
            byte[] before = Files.readAllBytes(other.resolve("decisions.jsonl"));
            Ended ended = replay("--out", other.toString());
            assertRefused(ended, "VERSION");
            assertThat(ended.err()).contains(other.toString(), "--out");
            assertThat(other.resolve("decisions.jsonl")).hasBinaryContent(before);
        }

        @Test
        void refusesWhatItDoesNotKnowInOneJsonObjectWhereThatIsAskedFor() {
            for (String[] wrong :
                    new String[][] {
                        {"replay", "--json"},
                        {"replay", "a.toml", "--jason", "--json"},
                        {"replay", "a.toml", "--threads", "two", "--json"},
                        {"rpelay", "--json"}
                    }) {
                Ended ended = orrery(wrong);
                assertThat(ended.code()).isEqualTo(2);
                assertThat(fields(ended.out())).containsExactly("refusal");
                assertThat(ended.out()).contains("\"code\":\"SYNTAX\"", " --help\"");
                assertThat(ended.err()).startsWith("orrery: ");
            }
            assertThat(orrery("rpelay").out()).isEmpty();
        }

        @Test
        void refusesAnUnknownKey() {
            assertRefused(replay("--set", "capacity.maxx=3"), "UNKNOWN_KEY");
        }

        @Test
        void refusesAConfigurationThatIsNotThere() {
            Path none = folder.resolve("none.toml");
            assertRefused(orrery("replay", none.toString()), "MISSING");
        }

        @Test
        void refusesThreadsThatItDoesNotHave() {
            assertRefused(replay("--threads", "0"), "OUT_OF_RANGE");
            assertRefused(replay("--threads", "3"), "OUT_OF_RANGE");
        }

        @Test
        void refusesAsJsonWhereThatIsAskedFor() {
            Ended ended = replay("--set", "capacity.maxx=3", "--json");
            assertThat(ended.code()).isEqualTo(2);
            assertThat(fields(ended.out())).containsExactly("refusal");
            assertThat(ended.out())
                    .startsWith("{\"refusal\":{\"code\":\"UNKNOWN_KEY\",\"place\":")
                    .contains("\"found\":", "\"advice\":");
            assertThat(ended.err()).contains("[UNKNOWN_KEY]");
        }

        private Ended replay(String... more) {
            List<String> arguments = new ArrayList<>();
            arguments.addAll(List.of("replay", configuration()));
            if (!List.of(more).contains("--out")) {
                arguments.addAll(List.of("--out", folder.resolve("run").toString()));
            }
            arguments.addAll(List.of(more));
            return orrery(arguments.toArray(new String[0]));
        }
    }

    @Nested
    class Verify {
        @Test
        void saysYesToAnHonestRun() {
            Ended ended = orrery("verify", run.toString());
            assertThat(ended.code()).as(ended.out()).isZero();
            assertThat(ended.out()).contains("holds: 400 records, 0 findings").contains("ramp-up");
            assertThat(ended.err()).isEmpty();
        }

        @Test
        void saysNoToOneChangedDigitAndNamesTheRecord() throws IOException {
            Path copy = copyOfRun();
            Path file = copy.resolve("decisions.jsonl");
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            String line = lines.get(123);
            lines.set(123, line.replaceFirst("\"proposed\":\\d+", "\"proposed\":39"));
            assertThat(lines.get(123)).isNotEqualTo(line);
            Files.writeString(file, String.join("\n", lines) + "\n");
            Ended ended = orrery("verify", copy.toString());
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out()).contains("fails", "record 123");
            Ended json = orrery("verify", copy.toString(), "--json");
            assertThat(json.code()).isEqualTo(1);
            assertThat(json.out()).contains("\"verdict\":\"fails\"", "\"record\":123");
        }

        @Test
        void printsOneJsonObject() {
            Ended ended = orrery("verify", run.toString(), "--json");
            assertThat(ended.code()).isZero();
            assertThat(fields(ended.out()))
                    .contains("verdict", "complete", "records", "findings", "rules", "agentCost");
        }

        @Test
        void doesNotSayYesToAFolderThatIsNoRun() {
            Ended ended = orrery("verify", folder.toString());
            assertThat(ended.code()).isIn(1, 2);
        }
    }

    @Nested
    class Explain {
        @Test
        void saysWhyInWords() {
            Ended ended = orrery("explain", run.toString(), "200");
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).contains("200");
            assertThat(ended.err()).isEmpty();
        }

        @Test
        void printsTheRecordItself() throws IOException {
            Ended ended = orrery("explain", run.toString(), "7", "--json");
            assertThat(ended.out().strip())
                    .isEqualTo(Files.readAllLines(run.resolve("decisions.jsonl")).get(7));
            assertThat(fields(ended.out())).startsWith("n", "time", "timeNs", "input");
        }

        @Test
        void refusesARunOfAnotherVersion() throws IOException {
            Path other = runOfAnotherVersion();
            assertRefused(orrery("explain", other.toString(), "0"), "VERSION");
            assertThat(orrery("explain", other.toString(), "0", "--json").code()).isEqualTo(2);
        }

        @Test
        void refusesARecordThatIsNotThere() {
            assertRefused(orrery("explain", run.toString(), "400"), "OUT_OF_RANGE");
            assertRefused(orrery("explain", run.toString(), "-1"), "OUT_OF_RANGE");
            assertRefused(orrery("explain", folder.toString(), "0"), "MISSING");
        }
    }

    @Nested
    class Report {
        @Test
        void printsTheFiguresAndSaysWhereThePageIs() throws IOException {
            Ended ended = orrery("report", run.toString());
            assertThat(ended.code()).isZero();
            assertThat(ended.out().strip())
                    .isEqualTo(Files.readString(run.resolve("report.json")).strip());
            assertThat(ended.err()).contains("report.html");
            assertThat(orrery("report", run.toString(), "--json").err()).isEmpty();
        }

        @Test
        void refusesARunOfAnotherVersion() throws IOException {
            assertRefused(orrery("report", runOfAnotherVersion().toString()), "VERSION");
        }

        @Test
        void refusesAFolderWithout() {
            assertRefused(orrery("report", folder.toString()), "MISSING");
        }
    }

    @Nested
    class Live {
        @Test
        void refusesFoldersWithoutALiveRun() {
            assertRefused(orrery("status", folder.toString()), "MISSING");
            assertRefused(orrery("kill", folder.toString()), "MISSING");
            assertRefused(orrery("rollback", folder.toString()), "MISSING");
            Ended json = orrery("status", folder.toString(), "--json");
            assertThat(json.code()).isEqualTo(2);
            assertThat(fields(json.out())).containsExactly("refusal");
        }

        @Test
        void refusesToArmWithoutAReplay() {
            Ended ended =
                    orrery(
                            "run",
                            configuration(),
                            "--live",
                            "--arm",
                            "--source",
                            "machine",
                            "--replayed",
                            folder.resolve("none").toString(),
                            "--out",
                            folder.resolve("live").toString());
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).startsWith("orrery: ").doesNotContain("armed: commands");
        }

        @Test
        void refusesASourceThatIsNone() {
            assertRefused(
                    orrery("run", configuration(), "--live", "--source", "nowhere"), "SYNTAX");
        }
    }

    @Nested
    class Fault {
        @Test
        void ofOrreryItselfIsNeverTheAnswerNo() {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream broken =
                    new PrintStream(new ByteArrayOutputStream(), true, UTF_8) {
                        @Override
                        public void println(String line) {
                            throw new IllegalStateException("broken");
                        }
                    };
            Console console = new Console(broken, new PrintStream(err, true, UTF_8), false);
            assertThat(Main.run(console, "report", run.toString())).isEqualTo(2);
            assertThat(err.toString(UTF_8)).contains("IllegalStateException: broken");
        }
    }
}
