package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Runs commands as a user would, and looks at what they print.
final class CommandLineFixture {
    private CommandLineFixture() {}

    /// What a command left behind.
    record Ended(int code, String out, String err) {}

    static Ended orrery(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                new Console(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        false);
        int code = Main.run(console, arguments);
        return new Ended(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    static String configuration() {
        return ArchitectureTest.repository().resolve("examples/capacity/capacity.toml").toString();
    }

    /// The names of the fields of a text that must be exactly one JSON object.
    static List<String> fields(String json) {
        List<String> names = new ArrayList<>();
        int depth = 0;
        int roots = 0;
        try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (depth == 0) {
                    assertThat(token).isEqualTo(JsonToken.START_OBJECT);
                    roots++;
                }
                if (depth == 1 && token == JsonToken.PROPERTY_NAME) {
                    names.add(in.currentName());
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
        assertThat(roots).isEqualTo(1);
        return names;
    }

    static void assertRefused(Ended ended, String code) {
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("orrery: ").contains("[" + code + "]");
        assertThat(ended.err().lines().count()).isGreaterThanOrEqualTo(2);
        assertThat(ended.err()).doesNotContain("Exception", "\tat ");
    }
}
