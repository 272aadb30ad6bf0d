package orrery.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.timeline.Refusal;

/// What is particular to a real folder; the contract of every storage is tested in the testkit.
class FolderStorageTest {
    @TempDir private Path folder = Path.of("");
    private Storage storage = Storage.folder(Path.of("target"));

    @BeforeEach
    void openTheFolder() {
        storage = Storage.folder(folder.resolve("deep/er"));
    }

    private static void refuses(Refusal.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Nested
    class Name {
        @ParameterizedTest
        @ValueSource(strings = {"", ".", "..", ".hidden", "a/b", "a\\b", "a b", "ä", "a\0"})
        void neverLeavesTheFolder(String name) {
            refuses(Refusal.Code.SYNTAX, () -> storage.create(name));
            refuses(Refusal.Code.SYNTAX, () -> storage.rename("a", name));
            assertThat(Storage.isName(name)).isFalse();
        }

        @Test
        void hasAtMost200Characters() {
            storage.create("a".repeat(200)).close();
            refuses(Refusal.Code.SYNTAX, () -> storage.create("a".repeat(201)));
        }
    }

    @Nested
    class Buffer {
        @Test
        void mayBeDirectOrASlice() {
            ByteBuffer direct = ByteBuffer.allocateDirect(4).putInt(0x01020304).flip();
            ByteBuffer slice = ByteBuffer.wrap(new byte[] {9, 5, 6, 9}).slice(1, 2);
            try (Storage.Output output = storage.create("f")) {
                output.write(direct);
                output.write(slice);
            }
            assertThat(direct.hasRemaining()).isFalse();
            assertThat(slice.hasRemaining()).isFalse();
            ByteBuffer read = ByteBuffer.allocateDirect(8);
            try (Storage.Input input = storage.read("f")) {
                assertThat(input.read(read, 1)).isEqualTo(5);
            }
            byte[] all = new byte[5];
            read.flip().get(all);
            assertThat(all).containsExactly(2, 3, 4, 5, 6);
        }
    }

    @Nested
    class Lock {
        @Test
        void isRefusedASecondTimeInThisProcessByAnyPath() throws IOException {
            Path link = folder.resolve("link");
            Files.createSymbolicLink(link, folder.resolve("deep/er"));
            try (Storage.Lock lock = storage.lock()) {
                assertThat(lock).isNotNull();
                assertThatThrownBy(() -> Storage.folder(link).lock())
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("IN_USE")
                        .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
            }
            storage.lock().close();
        }

        @Test
        void mayBeClosedTwiceWithoutFreeingTheNextOwner() {
            Storage.Lock first = storage.lock();
            first.close();
            try (Storage.Lock second = storage.lock()) {
                first.close();
                refuses(Refusal.Code.IN_USE, storage::lock);
                assertThat(second).isNotNull();
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void whenTheDiskIsFull() throws IOException {
            assumeTrue(Files.exists(Path.of("/dev/full")), "only Linux has a disk that is full");
            Files.createSymbolicLink(folder.resolve("deep/er/full"), Path.of("/dev/full"));
            try (Storage.Output output = storage.append("full")) {
                assertThatThrownBy(() -> output.write(ByteBuffer.wrap(new byte[10])))
                        .isInstanceOf(Refusal.class)
                        .hasCauseInstanceOf(IOException.class)
                        .hasMessageContaining("DISK_FULL")
                        .hasMessageContaining("full");
            }
        }

        @Test
        void aFolderThatIsAFile() throws IOException {
            Path file = Files.createFile(folder.resolve("file"));
            assertThatThrownBy(() -> Storage.folder(file))
                    .isInstanceOf(Refusal.class)
                    .hasCauseInstanceOf(IOException.class);
        }

        @Test
        void everythingOnAClosedFile() {
            Storage.Output output = storage.create("f");
            output.close();
            output.close();
            refuses(Refusal.Code.IO, () -> output.write(ByteBuffer.wrap(new byte[1])));
            refuses(Refusal.Code.IO, output::force);
            Storage.Input input = storage.read("f");
            input.close();
            refuses(Refusal.Code.IO, () -> input.read(ByteBuffer.allocate(1), 0));
            refuses(Refusal.Code.IO, input::size);
        }

        @Test
        void whatTheSystemSaysInItsOwnWords() {
            for (String said :
                    new String[] {
                        "No space left on device",
                        "There is not enough space on the disk",
                        "Disk quota exceeded"
                    }) {
                assertThat(StorageTrouble.of("f", new IOException(said)).code())
                        .as(said.toLowerCase(Locale.ROOT))
                        .isEqualTo(Refusal.Code.DISK_FULL);
            }
            assertThat(StorageTrouble.of("f", new IOException("Input/output error")).code())
                    .isEqualTo(Refusal.Code.IO);
        }
    }
}
