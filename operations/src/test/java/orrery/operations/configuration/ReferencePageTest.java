package orrery.operations.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    @Test
    void listsEveryKeyWithItsTypeDefaultAndRange() throws IOException {
        Path page = ConfigurationTest.repository().resolve("docs/reference/configuration.md");
        List<String> listed = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("## `[")) {
                section = line.substring("## `[".length(), line.indexOf(']'));
            } else if (line.startsWith("| `")) {
                int meaning = line.lastIndexOf(" | ");
                assertThat(line.substring(meaning + 3)).as(line).hasSizeGreaterThan(10);
                listed.add(section + " " + line.substring(0, meaning));
            }
        }
        assertThat(listed)
                .containsExactlyElementsOf(
                        Configuration.KEYS.stream().map(ReferencePageTest::row).toList());
    }

    private static <T> String row(Key<T> key) {
        String fallback =
                key.fallback()
                        .map(value -> "`" + key.shape().printer().apply(value) + "`")
                        .orElse(key.required() ? "required" : "absent");
        return key.section()
                + " | `"
                + key.shortName()
                + (key.ofTheSource() ? "`° | " : "` | ")
                + key.shape().type()
                + " | "
                + fallback
                + " | "
                + key.shape().range();
    }
}
