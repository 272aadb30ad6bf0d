package orrery.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.timeline.Refusal;

class CheckpointTest {
    @TempDir private Path folder = Path.of("");
    private Storage storage = Storage.folder(Path.of("target"));

    @BeforeEach
    void openTheFolder() {
        storage = Storage.folder(folder);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void change(long sequence, int at) throws IOException {
        Path file = folder.resolve(NumberedName.of(sequence, ".checkpoint"));
        byte[] all = Files.readAllBytes(file);
        all[at] ^= 0x10;
        Files.write(file, all);
    }

    private List<Long> sequences() {
        return NumberedName.in(storage, ".checkpoint").stream()
                .map(NumberedName::sequence)
                .toList();
    }

    @Nested
    class Latest {
        @Test
        void isNothingInAnEmptyFolder() {
            assertThat(Checkpoint.latest(storage)).isEmpty();
        }

        @Test
        void isTheOneWithTheHighestSequence() {
            Checkpoint.write(storage, 9, bytes("nine"));
            String hash = Checkpoint.write(storage, 10, bytes("ten"));
            Checkpoint latest = Checkpoint.latest(storage).orElseThrow();
            assertThat(latest.sequence()).isEqualTo(10);
            assertThat(latest.content()).isEqualTo(bytes("ten"));
            assertThat(latest.hash()).isEqualTo(hash).hasSize(64);
            assertThat(latest.skipped()).isEmpty();
        }

        @Test
        void mayBeEmptyAndMayStandAtZero() {
            Checkpoint.write(storage, 0, new byte[0]);
            assertThat(Checkpoint.latest(storage).orElseThrow().content()).isEmpty();
        }

        @Test
        void passesOverADamagedOneAndSaysWhy() throws IOException {
            Checkpoint.write(storage, 1, bytes("one"));
            Checkpoint.write(storage, 2, bytes("two"));
            change(2, 57);
            Checkpoint latest = Checkpoint.latest(storage).orElseThrow();
            assertThat(latest.sequence()).isEqualTo(1);
            assertThat(latest.skipped())
                    .singleElement()
                    .satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo(Refusal.Code.CORRUPT);
                        assertThat(refusal.place())
                                .hasValueSatisfying(place -> assertThat(place).contains("2.check"));
                    });
        }

        @Test
        void neverTakesOneWithAnyChangedByte() throws IOException {
            for (int at = 0; at < 56 + 5; at++) {
                Checkpoint.write(storage, 7, bytes("seven"));
                change(7, at);
                assertThat(Checkpoint.latest(storage)).as("byte %d", at).isEmpty();
                assertThat(Checkpoint.damaged(storage)).hasSize(1);
            }
        }

        @Test
        void neverTakesATruncatedOne() throws IOException {
            for (int length = 0; length < 61; length++) {
                Checkpoint.write(storage, 7, bytes("seven"));
                storage.truncate(NumberedName.of(7, ".checkpoint"), length);
                assertThat(Checkpoint.latest(storage)).as("length %d", length).isEmpty();
            }
        }

        @Test
        void isNotAheadOfAGivenSequence() {
            Checkpoint.write(storage, 3, bytes("three"));
            Checkpoint.write(storage, 5, bytes("five"));
            assertThat(Checkpoint.latestUpTo(storage, 5).orElseThrow().sequence()).isEqualTo(5);
            assertThat(Checkpoint.latestUpTo(storage, 4).orElseThrow().sequence()).isEqualTo(3);
            assertThat(Checkpoint.latestUpTo(storage, 2)).isEmpty();
        }

        @Test
        void ignoresWhatIsNotACheckpoint() throws IOException {
            Files.writeString(folder.resolve("x.checkpoint"), "x");
            Files.writeString(folder.resolve("99999999999999999999.checkpoint"), "x");
            assertThat(Checkpoint.latest(storage)).isEmpty();
        }
    }

    @Nested
    class Write {
        @Test
        void keepsTheNewest() {
            for (int i = 1; i <= 6; i++) {
                Checkpoint.write(storage, i, bytes("state " + i), 2);
            }
            assertThat(sequences()).containsExactly(5L, 6L);
        }

        @Test
        void doesNotCountADamagedOneAsKept() throws IOException {
            Checkpoint.write(storage, 1, bytes("one"), 2);
            Checkpoint.write(storage, 2, bytes("two"), 2);
            change(2, 58);
            Checkpoint.write(storage, 3, bytes("three"), 2);
            assertThat(sequences()).containsExactly(1L, 2L, 3L);
            change(3, 58);
            assertThat(Checkpoint.latest(storage).orElseThrow().sequence()).isEqualTo(1);
        }

        @Test
        void replacesOneOfTheSameSequence() {
            Checkpoint.write(storage, 1, bytes("old"));
            Checkpoint.write(storage, 1, bytes("new"));
            assertThat(Checkpoint.latest(storage).orElseThrow().content()).isEqualTo(bytes("new"));
        }

        @Test
        void removesWhatACrashLeft() throws IOException {
            Files.writeString(folder.resolve("checkpoint.part"), "half");
            Checkpoint.write(storage, 1, bytes("one"));
            assertThat(storage.names()).containsExactly("00000000000000000001.checkpoint");
        }
    }

    @Nested
    class Refuses {
        @Test
        void aNegativeSequenceAndToKeepNone() {
            assertThatThrownBy(() -> Checkpoint.write(storage, -1, new byte[0]))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> Checkpoint.write(storage, 1, new byte[0], 0))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("OUT_OF_RANGE");
        }

        @Test
        void anotherVersionByPassingOver() throws IOException {
            Checkpoint.write(storage, 1, bytes("one"));
            change(1, 11);
            assertThat(Checkpoint.damaged(storage).getFirst().code())
                    .isEqualTo(Refusal.Code.VERSION);
        }
    }
}
