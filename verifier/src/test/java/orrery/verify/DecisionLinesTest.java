package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionLinesTest {
    /// A stream that gives at most this many bytes at once.
    private static InputStream inPieces(String text, int most) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] to, int at, int length) {
                return super.read(to, at, Math.min(length, most));
            }
        };
    }

    private static List<String> read(String text, int most) {
        List<String> found = new ArrayList<>();
        try (DecisionLines lines = new DecisionLines(inPieces(text, most))) {
            while (lines.next()) {
                String line = new String(lines.line(), StandardCharsets.US_ASCII);
                found.add(line + (lines.terminated() ? "$" : ""));
            }
            assertThat(lines.bytes()).isEqualTo(text.length());
        }
        return found;
    }

    @Test
    void areThoseBetweenNewlines() {
        for (int most : new int[] {1, 2, 3, 1_000}) {
            assertThat(read("", most)).isEmpty();
            assertThat(read("\n", most)).containsExactly("$");
            assertThat(read("\n\na\n", most)).containsExactly("$", "$", "a$");
            assertThat(read("one\ntwo\n", most)).containsExactly("one$", "two$");
            assertThat(read("one\ntwo", most)).containsExactly("one$", "two");
        }
    }

    @Test
    void mayBeLongerThanTheBuffer() {
        String text = "a\n" + "b".repeat(700_000) + "\nc\n";
        assertThat(read(text, 100_000)).containsExactly("a$", "b".repeat(700_000) + "$", "c$");
    }

    @Test
    void mayFillTheBufferToItsLastByte() {
        String first = "a".repeat((1 << 18) - 1);
        assertThat(read(first + "\nb", 1 << 20)).containsExactly(first + "$", "b");
        assertThat(read(first + "b", 1 << 20)).containsExactly(first + "b");
    }

    @Test
    void areRefusedOverTheLimit() {
        assertThatThrownBy(() -> read("a".repeat((1 << 21) + 1), 1 << 20))
                .hasMessageContaining("LIMIT");
    }
}
