package orrery.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFileTest {
    @TempDir private Path folder = Path.of("");

    private GoldenFile golden() {
        return GoldenFile.at(folder.resolve("deep/golden.txt"));
    }

    @Nested
    class Matches {
        @Test
        void theTextThatWasWritten() {
            golden().writing().matches("one\ntwo\n");
            assertThatCode(() -> golden().matches("one\ntwo\n")).doesNotThrowAnyException();
            assertThatCode(() -> golden().matches("one\r\ntwo\r\n")).doesNotThrowAnyException();
        }

        @Test
        void noOtherTextAndNamesTheFirstLineThatDiffers() {
            golden().writing().matches("one\ntwo\n");
            assertThatThrownBy(() -> golden().matches("one\nzwei\n"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("golden.txt:2")
                    .hasMessageContaining("expected: two")
                    .hasMessageContaining("actual:   zwei");
            assertThatThrownBy(() -> golden().matches("one\ntwo"))
                    .hasMessageContaining("golden.txt:3")
                    .hasMessageContaining("(end of text)");
            assertThatThrownBy(() -> golden().matches("one\ntwo\n\n"))
                    .hasMessageContaining("golden.txt:4")
                    .hasMessageContaining("(end of file)");
        }

        @Test
        void nothingWithoutAFile() {
            assertThatThrownBy(() -> golden().matches("x"))
                    .hasMessageContaining("-Dgolden.write=true");
        }
    }
}
