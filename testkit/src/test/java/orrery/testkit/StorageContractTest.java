package orrery.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.journal.Storage;
import orrery.timeline.Refusal;

/// What every storage does, checked on the disk of this machine and on the one in memory.
class StorageContractTest {
    abstract static class Contract {
        abstract Storage storage();

        private static void refuses(Refusal.Code code, ThrowingCallable call) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
        }

        private void write(String name, int... bytes) {
            try (Storage.Output output = storage().create(name)) {
                output.write(buffer(bytes));
                output.force();
            }
        }

        private static ByteBuffer buffer(int... bytes) {
            ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
            for (int b : bytes) {
                buffer.put((byte) b);
            }
            return buffer.flip();
        }

        private byte[] read(String name) {
            try (Storage.Input input = storage().read(name)) {
                ByteBuffer buffer = ByteBuffer.allocate((int) input.size());
                assertThat(input.read(buffer, 0)).isEqualTo(buffer.capacity());
                return buffer.array();
            }
        }

        @Test
        void listsNamesInOrder() {
            assertThat(storage().names()).isEmpty();
            write("b", 1);
            write("a", 2);
            write("B-1_x.y", 3);
            assertThat(storage().names()).containsExactly("B-1_x.y", "a", "b");
            assertThat(storage().exists("a")).isTrue();
            assertThat(storage().exists("c")).isFalse();
        }

        @Test
        void readsWhatWasWrittenAtOnceAndAtAnyPlace() {
            try (Storage.Output output = storage().create("f")) {
                output.write(buffer(1, 2));
                output.write(buffer());
                output.write(buffer(3, 4, 5));
                assertThat(storage().size("f")).isEqualTo(5);
                assertThat(read("f")).containsExactly(1, 2, 3, 4, 5);
                try (Storage.Input input = storage().read("f")) {
                    ByteBuffer three = ByteBuffer.allocate(3);
                    assertThat(input.read(three, 3)).isEqualTo(2);
                    assertThat(input.read(three, 0)).isEqualTo(1);
                    assertThat(three.array()).containsExactly(4, 5, 1);
                    assertThat(input.read(three, 0)).isZero();
                    three.clear();
                    assertThat(input.read(three, 5)).isZero();
                    assertThat(input.read(three, 9)).isZero();
                }
            }
        }

        @Test
        void appendsBehindTheLastByte() {
            write("f", 1, 2);
            try (Storage.Output output = storage().append("f")) {
                output.write(buffer(3));
            }
            assertThat(read("f")).containsExactly(1, 2, 3);
        }

        @Test
        void truncatesAndAppendsBehindTheCut() {
            write("f", 1, 2, 3);
            storage().truncate("f", 1);
            try (Storage.Output output = storage().append("f")) {
                output.write(buffer(9));
            }
            assertThat(read("f")).containsExactly(1, 9);
            storage().truncate("f", 0);
            assertThat(storage().size("f")).isZero();
        }

        @Test
        void renamesOverAnotherFile() {
            write("new", 1);
            write("old", 2);
            storage().rename("new", "old");
            storage().forceFolder();
            assertThat(storage().names()).containsExactly("old");
            assertThat(read("old")).containsExactly(1);
        }

        @Test
        void deletes() {
            write("f", 1);
            storage().delete("f");
            assertThat(storage().names()).isEmpty();
        }

        @Test
        void refusesWhatIsNotThereAndWhatIsThereAlready() {
            refuses(Refusal.Code.MISSING, () -> storage().read("f"));
            refuses(Refusal.Code.MISSING, () -> storage().append("f"));
            refuses(Refusal.Code.MISSING, () -> storage().size("f"));
            refuses(Refusal.Code.MISSING, () -> storage().delete("f"));
            refuses(Refusal.Code.MISSING, () -> storage().truncate("f", 0));
            refuses(Refusal.Code.MISSING, () -> storage().rename("f", "g"));
            assertThat(storage().names()).isEmpty();
            write("f", 1);
            refuses(Refusal.Code.NOT_PERMITTED, () -> storage().create("f"));
        }

        @Test
        void refusesANameThatIsNoneAndACutBehindTheEnd() {
            refuses(Refusal.Code.SYNTAX, () -> storage().create("../f"));
            refuses(Refusal.Code.SYNTAX, () -> storage().read(""));
            write("f", 1);
            refuses(Refusal.Code.OUT_OF_RANGE, () -> storage().truncate("f", 2));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> storage().truncate("f", -1));
        }

        @Test
        void hasOneLock() {
            Storage.Lock lock = storage().lock();
            refuses(Refusal.Code.IN_USE, () -> storage().lock());
            lock.close();
            lock.close();
            storage().lock().close();
        }
    }

    @Nested
    class Folder extends Contract {
        @TempDir private Path folder = Path.of("");

        @Override
        Storage storage() {
            return Storage.folder(folder);
        }
    }

    @Nested
    class Faulty extends Contract {
        private final FaultyStorage storage = FaultyStorage.seeded(1);

        @Override
        Storage storage() {
            return storage;
        }
    }
}
