package orrery.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.journal.Durability;
import orrery.journal.Journal;
import orrery.journal.Storage;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// Real processes, really killed (SIGKILL), on the disk of this machine.
///
/// `-Dkills=5000` makes it more of them.
class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("kills", 52);

    @TempDir private Path folder = Path.of("");

    private Process child(Durability durability) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-ea",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingChild.class.getName(),
                        folder.toString(),
                        durability.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// Lets a child run until it has acknowledged some records, kills it while it goes on, and
    /// reads what it had still said.
    ///
    /// @return the last acknowledged sequence; 0 for none
    private long killAfter(Durability durability, int acknowledgements) throws IOException {
        Process child = child(durability);
        long last = 0;
        try (DataInputStream said = new DataInputStream(child.getInputStream())) {
            for (int i = 0; i < acknowledgements; i++) {
                last = said.readLong();
            }
            child.toHandle().destroyForcibly(); // by its handle: this leaves the pipe open
            while (true) {
                last = said.readLong();
            }
        } catch (EOFException _) {
            return last;
        } finally {
            child.destroyForcibly().onExit().join();
        }
    }

    /// Checks every record that is there.
    private long verified() {
        long[] next = {1};
        Journal.inspect(
                Storage.folder(folder),
                record -> {
                    assertThat(record.sequence()).isEqualTo(next[0]);
                    assertThat(record.payload()).isEqualTo(AppendingChild.payload(next[0]));
                    next[0]++;
                    return true;
                });
        return next[0] - 1;
    }

    @Nested
    class AKill {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void losesNoAcknowledgedRecordAndDoublesNone(Durability durability) throws IOException {
            RandomGenerator chance = new SplittableRandom(durability.name().length());
            int most = durability == Durability.STRICT ? 40 : 2_000;
            long before = 0;
            for (int kill = 0; kill < KILLS / 2; kill++) {
                long acknowledged = killAfter(durability, chance.nextInt(most));
                long there = verified();
                assertThat(there)
                        .as("kill %d", kill)
                        .isGreaterThanOrEqualTo(Math.max(before, acknowledged));
                before = there;
            }
            assertThat(before).isGreaterThan(KILLS / 2);
        }
    }

    @Nested
    class TheLock {
        @Test
        void isHeldByTheOtherProcessUntilItDies() throws IOException {
            Process child = child(Durability.PROCESS);
            try (DataInputStream said = new DataInputStream(child.getInputStream())) {
                assertThat(said.readLong()).isEqualTo(1);
                Storage storage = Storage.folder(folder);
                assertThatThrownBy(() ->
                                Journal.open(storage, AppendingChild.SETTINGS, NanoClock.system()))
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> {
                                    assertThat(refusal.code()).isEqualTo(Refusal.Code.IN_USE);
                                    assertThat(refusal.found()).contains("" + child.pid());
                                });
                child.destroyForcibly().onExit().join();
                try (Journal journal =
                        Journal.open(storage, AppendingChild.SETTINGS, NanoClock.system())) {
                    assertThat(List.of(journal.nextSequence() - 1)).containsExactly(verified());
                }
            } finally {
                child.destroyForcibly().onExit().join();
            }
        }
    }
}
