package orrery.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.journal.Storage;

class FaultyStorageTest {
    private static final byte[] TEN = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    private static FaultyStorage withForcedAndUnforced(long seed) {
        FaultyStorage storage = FaultyStorage.seeded(seed);
        Storage.Output output = storage.create("f");
        output.write(ByteBuffer.wrap(TEN));
        output.force();
        storage.forceFolder();
        output.write(ByteBuffer.wrap(TEN));
        output.write(ByteBuffer.wrap(TEN));
        return storage;
    }

    @Nested
    class Crash {
        @Test
        void keepsWhatWasForcedAndLosesTheRestInManyWays() {
            Set<String> outcomes = new HashSet<>();
            for (long seed = 0; seed < 300; seed++) {
                FaultyStorage storage = withForcedAndUnforced(seed);
                storage.crash();
                byte[] content = storage.content("f");
                assertThat(Arrays.copyOf(content, 10)).as("seed %d", seed).isEqualTo(TEN);
                assertThat(content.length).isBetween(10, 30);
                outcomes.add(Arrays.toString(content));
            }
            byte[] all = new byte[30];
            byte[] hole = new byte[30];
            for (int i = 0; i < 30; i++) {
                all[i] = TEN[i % 10];
                hole[i] = i >= 10 && i < 20 ? 0 : TEN[i % 10];
            }
            assertThat(outcomes)
                    .contains(
                            Arrays.toString(TEN),
                            Arrays.toString(all),
                            Arrays.toString(hole),
                            Arrays.toString(Arrays.copyOf(all, 20)),
                            Arrays.toString(Arrays.copyOf(all, 13)))
                    .hasSizeGreaterThan(20);
        }

        @Test
        void isTheSameForTheSameSeed() {
            for (long seed = 0; seed < 20; seed++) {
                FaultyStorage one = withForcedAndUnforced(seed);
                FaultyStorage two = withForcedAndUnforced(seed);
                one.crash();
                two.crash();
                assertThat(one.content("f")).isEqualTo(two.content("f"));
            }
        }

        @Test
        void mayLoseNamesThatWereNotForced() {
            Set<String> outcomes = new HashSet<>();
            for (long seed = 0; seed < 100; seed++) {
                FaultyStorage storage = FaultyStorage.seeded(seed);
                storage.create("a").close();
                storage.forceFolder();
                storage.rename("a", "b");
                storage.create("c").close();
                storage.delete("c");
                storage.crash();
                outcomes.add(String.join(" ", storage.names()));
            }
            assertThat(outcomes).containsExactlyInAnyOrder("a", "b", "b c");
        }

        @Test
        void leavesDeadFilesAndAFreeLock() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            Storage.Output output = storage.create("f");
            Storage.Lock lock = storage.lock();
            storage.forceFolder();
            storage.crash();
            assertThatThrownBy(output::force).hasMessageContaining("dead");
            storage.lock();
            lock.close();
            assertThatThrownBy(storage::lock).hasMessageContaining("IN_USE");
        }
    }

    @Nested
    class KillProcess {
        @Test
        void keepsAllThatWasWritten() {
            FaultyStorage storage = withForcedAndUnforced(1);
            storage.killProcess();
            assertThat(storage.content("f")).hasSize(30);
        }
    }

    @Nested
    class Quota {
        @Test
        void letsTheWriteThatDoesNotFitWriteItsBeginning() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            storage.quota(15);
            Storage.Output output = storage.create("f");
            output.write(ByteBuffer.wrap(TEN));
            assertThatThrownBy(() -> output.write(ByteBuffer.wrap(TEN)))
                    .hasMessageContaining("DISK_FULL")
                    .hasMessageContaining("f");
            assertThat(storage.size("f")).isEqualTo(15);
        }
    }

    @Nested
    class FailOperation {
        @Test
        void failsExactlyTheChosenOne() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            storage.failOperation(3);
            Storage.Output output = storage.create("f");
            output.write(ByteBuffer.wrap(TEN));
            assertThatThrownBy(output::force).hasMessageContaining("IO");
            output.force();
            assertThat(storage.operations()).isEqualTo(4);
        }

        @Test
        void letsAFailingWriteWriteAPart() {
            Set<Long> sizes = new HashSet<>();
            for (long seed = 0; seed < 200; seed++) {
                FaultyStorage storage = FaultyStorage.seeded(seed);
                Storage.Output output = storage.create("f");
                storage.failOperation(1);
                assertThatThrownBy(() -> output.write(ByteBuffer.wrap(TEN)))
                        .hasMessageContaining("IO");
                sizes.add(storage.size("f"));
            }
            assertThat(sizes).hasSize(11);
        }
    }

    @Nested
    class FlipBit {
        @Test
        void changesOneBitThatOutlivesACrash() {
            FaultyStorage storage = withForcedAndUnforced(1);
            storage.flipBit("f", 8 * 2 + 4);
            storage.crash();
            assertThat(storage.content("f")).startsWith(1, 2, 3 ^ 16, 4);
        }
    }
}
