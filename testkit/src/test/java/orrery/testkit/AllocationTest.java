package orrery.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.journal.Durability;
import orrery.journal.Journal;
import orrery.journal.JournalSettings;
import orrery.journal.Storage;
import orrery.timeline.NanoClock;

class AllocationTest {
    @Nested
    class Bytes {
        @Test
        void countsAnArray() {
            byte[][] kept = new byte[1][];
            assertThat(Allocation.bytes(() -> kept[0] = new byte[1 << 20]))
                    .isBetween(1L << 20, (1L << 20) + 10_000);
            assertThat(kept[0]).hasSize(1 << 20);
        }
    }

    @Nested
    class AnAppend {
        @TempDir private Path folder = Path.of("");

        @ParameterizedTest
        @EnumSource(Durability.class)
        void allocatesNothing(Durability durability) {
            byte[] payload = new byte[200];
            JournalSettings settings =
                    JournalSettings.defaults().withDurability(durability).withForceIntervalNs(0);
            try (Journal journal =
                    Journal.open(Storage.folder(folder), settings, NanoClock.system())) {
                append(journal, payload, 20_000);
                assertThat(Allocation.bytes(() -> append(journal, payload, 100_000)))
                        .isLessThan(20_000);
            }
        }

        private static void append(Journal journal, byte[] payload, int count) {
            for (int i = 0; i < count; i++) {
                journal.append(1, i, payload, 0, payload.length);
            }
        }
    }
}
