package orrery.operations.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {
    private static final List<String> WORDS = List.of("timestamp", "value", "key");

    @Test
    void findsOneOfFewEdits() {
        assertThat(NearestWord.among(WORDS, "timestmap")).hasValue("timestamp");
        assertThat(NearestWord.among(WORDS, "Value")).hasValue("value");
        assertThat(NearestWord.among(WORDS, "kex")).hasValue("key");
    }

    @Test
    void findsNoneWhereAllAreFar() {
        assertThat(NearestWord.among(WORDS, "demand")).isEmpty();
        assertThat(NearestWord.among(WORDS, "")).isEmpty();
        assertThat(NearestWord.among(List.of(), "key")).isEmpty();
        assertThat(NearestWord.among(WORDS, "x".repeat(10_000))).isEmpty();
    }
}
