package orrery.operations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static orrery.operations.input.Inputs.NOTHING;
import static orrery.operations.input.Inputs.configuration;
import static orrery.operations.input.Inputs.drain;
import static orrery.operations.input.Inputs.read;
import static orrery.operations.input.Inputs.refusal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.operations.configuration.Configuration;
import orrery.timeline.Refusal;

class JsonLinesTest {
    @TempDir Path temp;

    @Test
    void giveTimeAndValueByTheNamesOfTheirFields() {
        Path file =
                json(
                        """
                        {"timestamp":1404172800.5,"x":{"value":9,"timestamp":[1]},"value":1.5}
                        {"value":"2","timestamp":"2014-07-01T00:00:01.5Z"}

                        {"timestamp":1404172802.5,"value":null}
                        {"timestamp":1404172803.5}
                        """);
        assertThat(read(file, "input.gap=missing"))
                .containsExactly(
                        "1404172800500000000ns 1.5",
                        "1404172801500000000ns 2.0",
                        "1404172802500000000ns NaN",
                        "1404172803500000000ns NaN");
    }

    @Test
    void areToldFromCsvByTheirFirstCharacterOrByTheKind() {
        Path file = Inputs.write(temp, "x.txt", "\n {\"timestamp\":1,\"value\":1}\n");
        assertThat(read(file)).containsExactly("1 1.0");
        Configuration told = configuration("input.kind=jsonl", "input.path=" + file);
        try (Input input = Input.open(told, Optional.empty(), NOTHING)) {
            assertThat(drain(input.source())).hasSize(1);
        }
        Configuration other = configuration("input.kind=csv", "input.path=" + file);
        assertThat(
                        catchThrowableOfType(
                                        Refusal.class,
                                        () -> Input.open(other, Optional.empty(), NOTHING))
                                .code())
                .isEqualTo(Refusal.Code.SYNTAX);
    }

    @Test
    void areRefusedWithLineAndColumn() {
        Refusal broken = refusal(json("{\"timestamp\":1,\"value\":1}\n{\"timestamp\":2,,}\n"));
        assertThat(broken.code()).isEqualTo(Refusal.Code.SYNTAX);
        assertThat(broken.place()).hasValue(temp.resolve("d.jsonl") + ":2:16");
        Refusal text =
                refusal(
                        json(
                                """
                                {"timestamp":1,"value":1}
                                {"timestamp":2,"value":"x"}
                                """));
        assertThat(text.code()).isEqualTo(Refusal.Code.NOT_A_NUMBER);
        assertThat(text.place()).hasValue(temp.resolve("d.jsonl") + ":2:25");
    }

    @Test
    void areEachAnObjectOfItsOwnLine() {
        for (int broken : new int[] {1, 31, 51}) {
            StringBuilder text = new StringBuilder();
            for (int line = 1; line <= 60; line++) {
                String one = "{\"timestamp\":%d,\"value\":1}\n".formatted(line);
                text.append(line == broken ? one.replace("}", "") : one);
            }
            Refusal refusal = refusal(json(text.toString()), "input.kind=jsonl");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal.place().orElse("")).contains("d.jsonl:" + broken + ":");
        }
        Refusal over = refusal(json("{\"timestamp\":1,\n\"value\":1}\n"));
        assertThat(over.found()).isEqualTo("the line ends before its JSON object does");
        assertThat(over.place().orElse("")).contains("d.jsonl:1:");
        Refusal second =
                refusal(json("{\"timestamp\":1,\"value\":1} {\"timestamp\":2,\"value\":1}\n"));
        assertThat(second.found()).isEqualTo("there is more behind the object");
        assertThat(second.place()).hasValue(temp.resolve("d.jsonl") + ":1:27");
    }

    @Test
    void areRefusedInWordsThatSpeakOfTheFileAlone() {
        for (String text :
                List.of(
                        "{\"timestamp\":1",
                        "{\"timestamp\":1]",
                        "{\"timestamp\":\"1",
                        "{]",
                        "{x")) {
            Refusal refusal = refusal(json(text + "\n"));
            assertThat(refusal.code()).as(text).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal.getMessage())
                    .as(text)
                    .doesNotContain("Source", "REDACTED", "StreamRead");
        }
    }

    @Test
    void areRefusedWithAListOrAnObjectForAValue() {
        for (String value : List.of("[1]", "{\"x\":1}", "[]")) {
            Refusal refusal =
                    refusal(
                            json(
                                    "{\"timestamp\":1,\"value\":1}\n{\"timestamp\":2,\"value\":"
                                            + value
                                            + "}\n"));
            assertThat(refusal.code()).as(value).isEqualTo(Refusal.Code.WRONG_TYPE);
            assertThat(refusal.place()).hasValue(temp.resolve("d.jsonl") + ":2:24");
        }
        assertThat(refusal(json("{\"timestamp\":[1],\"value\":1}\n")).code())
                .isEqualTo(Refusal.Code.WRONG_TYPE);
    }

    @Test
    void areRefusedWithoutTimeOrValue() {
        Refusal time = refusal(json("{\"time\":1,\"value\":1}\n"));
        assertThat(time.code()).isEqualTo(Refusal.Code.MISSING);
        assertThat(time.advice()).contains("set input.time", "time, value");
        Refusal value = refusal(json("{\"timestamp\":1,\"Value\":1}\n"));
        assertThat(value.advice()).startsWith("did you mean Value?");
        Refusal later = refusal(json("{\"timestamp\":1,\"value\":1}\n{\"value\":1}\n"));
        assertThat(later.code()).isEqualTo(Refusal.Code.MISSING);
        assertThat(later.place()).hasValue(temp.resolve("d.jsonl") + ":2:1");
    }

    @Test
    void areRefusedAsOneListOrTooDeepOrTooLong() {
        assertThat(refusal(Inputs.write(temp, "d.jsonl", "[{}]"), "input.kind=jsonl").code())
                .isEqualTo(Refusal.Code.MISSING);
        Configuration told =
                configuration("input.kind=jsonl", "input.path=" + temp.resolve("d.jsonl"));
        assertThat(
                        catchThrowableOfType(
                                        Refusal.class,
                                        () -> Input.open(told, Optional.empty(), NOTHING))
                                .code())
                .isEqualTo(Refusal.Code.SYNTAX);
        assertThat(refusal(json("{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}")).code())
                .isEqualTo(Refusal.Code.LIMIT);
        assertThat(
                        refusal(
                                        json("{\"timestamp\":\"" + "1".repeat(100_000) + "\"}"),
                                        "limits.line_length=100")
                                .code())
                .isEqualTo(Refusal.Code.LIMIT);
    }

    private Path json(String text) {
        return Inputs.write(temp, "d.jsonl", text);
    }
}
