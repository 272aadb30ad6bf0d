package orrery.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.journal.Checkpoint;
import orrery.timeline.Refusal;

class CheckpointUnderFaultsTest {
    private static final int KEPT = 2;

    private static byte[] state(long sequence) {
        byte[] content = new byte[(int) (sequence * 37 % 500)];
        new SplittableRandom(sequence).nextBytes(content);
        return content;
    }

    /// The newest is one that was begun, none before the last that was finished, and is whole.
    private static void isSound(FaultyStorage storage, long finished, long begun) {
        long latest =
                Checkpoint.latest(storage)
                        .map(checkpoint -> {
                            assertThat(checkpoint.content())
                                    .isEqualTo(state(checkpoint.sequence()));
                            return checkpoint.sequence();
                        })
                        .orElse(0L);
        assertThat(latest).isBetween(finished, begun);
    }

    @Nested
    class Latest {
        @Test
        void outlivesACrashAfterEveryWrite() {
            for (long seed = 0; seed < 100; seed++) {
                FaultyStorage storage = FaultyStorage.seeded(seed);
                for (long sequence = 1; sequence <= 8; sequence++) {
                    Checkpoint.write(storage, sequence, state(sequence), KEPT);
                    storage.crash();
                    isSound(storage, sequence, sequence);
                }
            }
        }

        @Test
        void outlivesAFailureAndACrashAtEveryOperation() {
            for (long seed = 0; seed < 10; seed++) {
                long finished = 0;
                for (int k = 1; finished < 5; k++) {
                    FaultyStorage storage = FaultyStorage.seeded(seed);
                    storage.failOperation(k);
                    finished = 0;
                    try {
                        for (long sequence = 1; sequence <= 5; sequence++) {
                            Checkpoint.write(storage, sequence, state(sequence), KEPT);
                            finished = sequence;
                        }
                    } catch (Refusal refusal) {
                        assertThat(refusal.code()).isEqualTo(Refusal.Code.IO);
                    }
                    storage.crash();
                    isSound(storage, finished, 5);
                    Checkpoint.write(storage, 6, state(6), KEPT);
                    isSound(storage, 6, 6);
                }
            }
        }

        @Test
        void outlivesAFullDisk() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            Checkpoint.write(storage, 1, state(1), KEPT);
            for (int quota = 0; quota < 200; quota++) {
                storage.quota(quota);
                assertThatThrownBy(() -> Checkpoint.write(storage, 8, state(8), KEPT))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("DISK_FULL");
                isSound(storage, 1, 1);
            }
        }

        @Test
        void isNeverOneWithAChangedBit() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            Checkpoint.write(storage, 1, state(1), KEPT);
            Checkpoint.write(storage, 2, state(2), KEPT);
            String newest = storage.names().getLast();
            for (long bit = 0; bit < 8L * storage.content(newest).length; bit++) {
                storage.flipBit(newest, bit);
                Checkpoint latest = Checkpoint.latest(storage).orElseThrow();
                assertThat(latest.sequence()).as("bit %d", bit).isEqualTo(1);
                assertThat(latest.skipped()).hasSize(1);
                storage.flipBit(newest, bit);
            }
            isSound(storage, 2, 2);
        }
    }
}
