package orrery.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.journal.Durability;
import orrery.journal.Journal;
import orrery.journal.JournalSettings;
import orrery.timeline.ManualClock;
import orrery.timeline.Refusal;

class JournalUnderFaultsTest {
    private static final JournalSettings SETTINGS =
            JournalSettings.defaults()
                    .withSegmentBytes(2_048)
                    .withChainEvery(5)
                    .withForceIntervalNs(0);

    private static Journal open(FaultyStorage storage, Durability durability) {
        return Journal.open(
                storage, SETTINGS.withDurability(durability), ManualClock.startingAt(0));
    }

    private static List<String> segments(FaultyStorage storage) {
        return storage.names().stream().filter(name -> name.endsWith(".journal")).toList();
    }

    /// Random work, interrupted again and again by the loss of power, of the process, or neither.
    private static void survives(Durability durability, long seed, int rounds) {
        RandomGenerator chance = new SplittableRandom(seed);
        FaultyStorage storage = FaultyStorage.seeded(seed);
        JournalModel model = new JournalModel();
        Journal journal = open(storage, durability);
        for (int round = 0; round < rounds; round++) {
            work(journal, durability, model, chance);
            long mustBeThere = end(journal, storage, durability, model, chance);
            journal = open(storage, durability);
            model.isPrefixedBy(journal, mustBeThere);
            model.continueFrom(journal);
        }
    }

    private static void work(
            Journal journal, Durability durability, JournalModel model, RandomGenerator chance) {
        int operations = chance.nextInt(3) == 0 ? 0 : chance.nextInt(120);
        for (int i = 0; i < operations; i++) {
            switch (chance.nextInt(durability == Durability.STRICT ? 4 : 20)) {
                case 0 -> {
                    journal.awaitDurable(model.appended());
                    model.confirm(model.appended());
                }
                case 1 -> model.confirm(journal.force());
                default -> model.append(journal, chance);
            }
        }
        if (chance.nextInt(4) == 0) {
            model.confirm(model.appended()); // discarding forces
            journal.discardBefore(chance.nextLong(model.appended() + 1));
        }
    }

    /// @return the last record that must be there after that
    private static long end(
            Journal journal,
            FaultyStorage storage,
            Durability durability,
            JournalModel model,
            RandomGenerator chance) {
        int kind = chance.nextInt(3);
        if (kind == 0) {
            storage.killProcess();
            return durability == Durability.NONE ? model.confirmed() : model.appended();
        }
        if (kind == 1) {
            journal.close();
            model.confirm(model.appended());
        }
        storage.crash();
        return model.confirmed();
    }

    @Nested
    class Crashes {
        @ParameterizedTest
        @EnumSource(Durability.class)
        void loseNoConfirmedRecordAndDoubleNone(Durability durability) {
            for (long seed = 0; seed < 250; seed++) {
                long failing = seed;
                assertThat(catching(() -> survives(durability, failing, 6)))
                        .as("seed %d", seed)
                        .isEmpty();
            }
        }

        @Test
        void loseNothingThatTheBackgroundThreadForced() {
            JournalSettings settings = SETTINGS.withForceIntervalNs(100_000);
            for (long seed = 0; seed < 20; seed++) {
                RandomGenerator chance = new SplittableRandom(seed);
                FaultyStorage storage = FaultyStorage.seeded(seed);
                JournalModel model = new JournalModel();
                Journal journal = Journal.open(storage, settings, ManualClock.startingAt(0));
                long forced = 0;
                for (int i = 0; i < 500; i++) {
                    model.append(journal, chance);
                    forced = journal.forcedSequence();
                }
                storage.crash();
                try (Journal after = open(storage, Durability.PROCESS)) {
                    model.isPrefixedBy(after, forced);
                }
            }
        }
    }

    private static Optional<Throwable> catching(Runnable run) {
        try {
            run.run();
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }

    @Nested
    class EveryOperationThatFails {
        @ParameterizedTest
        @EnumSource(Durability.class)
        void stopsTheJournalAndLosesNothingConfirmed(Durability durability) {
            boolean failed = true;
            for (int k = 1; failed; k++) {
                RandomGenerator chance = new SplittableRandom(k);
                FaultyStorage storage = FaultyStorage.seeded(k);
                JournalModel model = new JournalModel();
                storage.failOperation(k);
                failed = failsDuring(storage, durability, model, chance);
                boolean isCrash = chance.nextBoolean();
                if (isCrash) {
                    storage.crash();
                } else {
                    storage.killProcess();
                }
                try (Journal after = open(storage, durability)) {
                    model.isPrefixedBy(after, model.confirmed());
                }
            }
        }

        private boolean failsDuring(
                FaultyStorage storage,
                Durability durability,
                JournalModel model,
                RandomGenerator chance) {
            try {
                Journal journal = open(storage, durability);
                appendAndConfirm(journal, model, chance);
                journal.discardBefore(30);
                model.confirm(model.appended());
                journal.close();
                return false;
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isEqualTo(Refusal.Code.IO);
                return true;
            }
        }

        private void appendAndConfirm(Journal journal, JournalModel model, RandomGenerator chance) {
            try {
                for (int i = 0; i < 60; i++) {
                    model.append(journal, chance);
                    if (i % 7 == 0) {
                        journal.awaitDurable(model.appended());
                        model.confirm(model.appended());
                    }
                }
            } catch (Refusal refusal) {
                assertThatThrownBy(() -> journal.append(3, 0, new byte[1], 0, 1))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("stopped after a failure");
                long last = journal.nextSequence() - 1;
                if (last > journal.forcedSequence()) {
                    assertThatThrownBy(() -> journal.awaitDurable(last))
                            .isInstanceOf(Refusal.class)
                            .hasMessageContaining("stopped after a failure");
                }
                throw refusal;
            }
        }
    }

    @Nested
    class ADiskThatIsFull {
        @ParameterizedTest
        @EnumSource(Durability.class)
        void isSaidStopsTheJournalAndLosesNothingConfirmed(Durability durability) {
            for (int quota = 0; quota < 9_000; quota += 97) {
                RandomGenerator chance = new SplittableRandom(quota);
                FaultyStorage storage = FaultyStorage.seeded(quota);
                storage.quota(quota);
                JournalModel model = new JournalModel();
                assertThatThrownBy(
                                () -> {
                                    Journal journal = open(storage, durability);
                                    while (true) {
                                        model.append(journal, chance);
                                        journal.awaitDurable(model.appended());
                                        model.confirm(model.appended());
                                    }
                                })
                        .as("quota %d", quota)
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("DISK_FULL")
                        .hasMessageContaining(".journal");
                storage.killProcess();
                storage.quota(Long.MAX_VALUE);
                try (Journal after = open(storage, durability)) {
                    model.isPrefixedBy(after, model.confirmed());
                    model.continueFrom(after);
                    model.append(after, chance);
                    model.isPrefixedBy(after, model.appended());
                }
            }
        }

        @Test
        void doesNotHinderReopeningAndReading() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            RandomGenerator chance = new SplittableRandom(1);
            JournalModel model = new JournalModel();
            Journal journal = open(storage, Durability.STRICT);
            model.append(journal, chance);
            journal.awaitDurable(1);
            storage.quota(0);
            byte[] payload = new byte[10];
            assertThatThrownBy(() -> journal.append(3, 2, payload, 0, 10))
                    .hasMessageContaining("DISK_FULL");
            storage.quota(Long.MAX_VALUE);
            assertThatThrownBy(() -> journal.append(3, 2, payload, 0, 10))
                    .hasMessageContaining("stopped after a failure");
            storage.quota(0);
            storage.killProcess();
            Journal after = open(storage, Durability.STRICT);
            model.isPrefixedBy(after, 1);
        }
    }

    @Nested
    class AChangedBit {
        private FaultyStorage closed(long seed, JournalModel model) {
            FaultyStorage storage = FaultyStorage.seeded(seed);
            RandomGenerator chance = new SplittableRandom(seed);
            try (Journal journal = open(storage, Durability.PROCESS)) {
                for (int i = 0; i < 80; i++) {
                    model.append(journal, chance);
                }
            }
            return storage;
        }

        @Test
        void anywhereInAClosedJournalIsFoundOrHarmsNothing() {
            JournalModel model = new JournalModel();
            FaultyStorage storage = closed(1, model);
            RandomGenerator chance = new SplittableRandom(2);
            int refused = 0;
            int harmless = 0;
            for (String segment : segments(storage)) {
                for (int at = 0; at < storage.content(segment).length; at++) {
                    byte[] before = storage.content(segment);
                    storage.flipBit(segment, 8L * at + chance.nextInt(8));
                    try {
                        assertThat(Journal.inspect(storage, _ -> true).records())
                                .as("%s byte %d", segment, at)
                                .isEqualTo(80);
                        harmless++;
                    } catch (Refusal refusal) {
                        assertThat(refusal.code()).isIn(Refusal.Code.CORRUPT, Refusal.Code.VERSION);
                        assertThat(refusal.place()).isPresent();
                        refused++;
                    }
                    storage.replace(segment, before);
                }
            }
            // Only the last chain value, which bears witness for all before it, has none itself.
            assertThat(harmless).isEqualTo(68);
            assertThat(refused).isGreaterThan(5_000);
        }

        @Test
        void inAnOpenJournalNeverHidesWhatALaterRecordSaysWasForced() {
            for (long seed = 0; seed < 400; seed++) {
                RandomGenerator chance = new SplittableRandom(seed);
                FaultyStorage storage = FaultyStorage.seeded(seed);
                JournalModel model = new JournalModel();
                Journal journal = open(storage, Durability.STRICT);
                for (int i = 0; i < 20; i++) {
                    model.append(journal, chance);
                    journal.awaitDurable(model.appended());
                }
                storage.killProcess();
                String segment = segments(storage).get(chance.nextInt(segments(storage).size()));
                storage.flipBit(segment, chance.nextLong(8L * storage.content(segment).length));
                try (Journal after = open(storage, Durability.STRICT)) {
                    model.isPrefixedBy(after, 19);
                } catch (Refusal refusal) {
                    assertThat(refusal.code())
                            .as("seed %d", seed)
                            .isIn(Refusal.Code.CORRUPT, Refusal.Code.VERSION);
                }
            }
        }

        @Test
        void leavesTheFilesAsTheyAreWhenItIsRefused() {
            JournalModel model = new JournalModel();
            FaultyStorage storage = closed(3, model);
            String segment = segments(storage).get(1);
            storage.flipBit(segment, 8L * 100);
            byte[] damaged = storage.content(segment);
            assertThatThrownBy(() -> open(storage, Durability.PROCESS))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("CORRUPT")
                    .hasMessageContaining(segment + ":84");
            assertThat(storage.content(segment)).isEqualTo(damaged);
            storage.lock().close(); // and the folder is free
        }
    }

    @Nested
    class Tampering {
        private static final int HEADER = 84;
        private static final int FRAME = 36;

        private final FaultyStorage storage = FaultyStorage.seeded(9);
        private final byte[] original;
        private final String segment;

        Tampering() {
            try (Journal journal = open(storage, Durability.PROCESS)) {
                for (int i = 0; i < 12; i++) {
                    byte[] payload = new byte[20];
                    payload[0] = (byte) i;
                    journal.append(1, i, payload, 0, payload.length);
                }
            }
            segment = segments(storage).getFirst();
            original = storage.content(segment);
        }

        private void refusesAsCorrupt(byte[] content, String found) {
            storage.replace(segment, content);
            assertThatThrownBy(() -> open(storage, Durability.PROCESS))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("CORRUPT")
                    .hasMessageContaining(found);
        }

        private static void seal(byte[] content, int frame, int payload) {
            CRC32C crc = new CRC32C();
            crc.update(content, frame, FRAME - 4 + payload);
            ByteBuffer.wrap(content).putInt(frame + FRAME - 4 + payload, (int) crc.getValue());
        }

        @Test
        void withAPayloadAndItsChecksumIsFoundByTheChain() {
            for (int record = 0; record < 5; record++) {
                byte[] content = original.clone();
                int frame = HEADER + record * (FRAME + 20);
                content[frame + FRAME - 4] ^= 1;
                seal(content, frame, 20);
                refusesAsCorrupt(content, "hash chain");
            }
        }

        @Test
        void byTakingARecordOutIsFound() {
            byte[] content = new byte[original.length - FRAME - 20];
            System.arraycopy(original, 0, content, 0, HEADER);
            System.arraycopy(
                    original, HEADER + FRAME + 20, content, HEADER, content.length - HEADER);
            refusesAsCorrupt(content, "record 2 stands where 1 should");
        }

        @Test
        void byTakingAChainValueOutIsFound() {
            int mark = HEADER + 5 * (FRAME + 20);
            byte[] content = new byte[original.length - 68];
            System.arraycopy(original, 0, content, 0, mark);
            System.arraycopy(original, mark + 68, content, mark, content.length - mark);
            refusesAsCorrupt(content, ":" + mark + ": a chain value is missing");
        }

        @Test
        void byCuttingTheEndIsFoundByAHashKeptElsewhere() {
            String kept = Journal.chainHashAt(storage, 12);
            storage.replace(segment, Arrays.copyOf(original, HEADER + 5 * (FRAME + 20)));
            assertThat(Journal.inspect(storage, _ -> true).records()).isEqualTo(5);
            assertThat(Journal.inspect(storage, _ -> true).chainHash()).isNotEqualTo(kept);
            assertThatThrownBy(() -> Journal.chainHashAt(storage, 12))
                    .hasMessageContaining("MISSING");
        }

        @Test
        void anotherVersionIsRefusedAsThat() {
            byte[] content = original.clone();
            content[11] = 2;
            CRC32C crc = new CRC32C();
            crc.update(content, 0, 12);
            ByteBuffer.wrap(content).putInt(12, (int) crc.getValue());
            storage.replace(segment, content);
            assertThatThrownBy(() -> open(storage, Durability.PROCESS))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("VERSION")
                    .hasMessageContaining("version 2");
        }

        @Test
        void aMissingSegmentIsFound() {
            FaultyStorage many = FaultyStorage.seeded(1);
            try (Journal journal = open(many, Durability.PROCESS)) {
                for (int i = 0; i < 200; i++) {
                    journal.append(1, i, new byte[20], 0, 20);
                }
            }
            many.delete(segments(many).get(2));
            assertThatThrownBy(() -> open(many, Durability.PROCESS))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("CORRUPT")
                    .hasMessageContaining("not there");
        }
    }

    @Nested
    class TheLock {
        @Test
        void isFreeAfterAKillAndAfterACrash() {
            FaultyStorage storage = FaultyStorage.seeded(1);
            Journal dead = open(storage, Durability.STRICT);
            assertThatThrownBy(() -> open(storage, Durability.STRICT))
                    .hasMessageContaining("IN_USE");
            storage.killProcess();
            Journal alive = open(storage, Durability.STRICT);
            assertThatThrownBy(dead::close).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> open(storage, Durability.STRICT))
                    .hasMessageContaining("IN_USE");
            alive.close();
            open(storage, Durability.STRICT).close();
        }
    }
}
