package orrery.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.timeline.ManualClock;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

class JournalTest {
    private static final NanoClock CLOCK = ManualClock.startingAt(1_000);
    private static final JournalSettings SMALL =
            JournalSettings.defaults()
                    .withSegmentBytes(1 << 10)
                    .withChainEvery(4)
                    .withForceIntervalNs(0);

    @TempDir private Path folder = Path.of("");

    private Journal open(JournalSettings settings) {
        return Journal.open(Storage.folder(folder), settings, CLOCK);
    }

    private static long append(Journal journal, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return journal.append(1, 10L * journal.nextSequence(), bytes, 0, bytes.length);
    }

    private static void appendMany(Journal journal, int count) {
        for (int i = 0; i < count; i++) {
            append(journal, "record " + journal.nextSequence());
        }
    }

    private static List<String> texts(Journal journal, long from) {
        List<String> texts = new ArrayList<>();
        journal.read(
                from,
                record -> {
                    texts.add(new String(record.payload(), StandardCharsets.UTF_8));
                    return true;
                });
        return texts;
    }

    private static List<String> expected(int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            texts.add("record " + i);
        }
        return texts;
    }

    private static void refuses(Refusal.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(code);
                            assertThat(refusal.advice()).isNotBlank();
                        });
    }

    @Nested
    class Append {
        @ParameterizedTest
        @EnumSource(Durability.class)
        void isReadBackInOrder(Durability durability) {
            try (Journal journal = open(SMALL.withDurability(durability))) {
                appendMany(journal, 100);
                assertThat(texts(journal, 1)).isEqualTo(expected(1, 100));
            }
        }

        @ParameterizedTest
        @EnumSource(Durability.class)
        void outlivesClosing(Durability durability) {
            try (Journal journal = open(SMALL.withDurability(durability))) {
                appendMany(journal, 100);
            }
            try (Journal journal = open(SMALL.withDurability(durability))) {
                assertThat(journal.nextSequence()).isEqualTo(101);
                assertThat(journal.recovery().cutBytes()).isZero();
                appendMany(journal, 10);
                assertThat(texts(journal, 1)).isEqualTo(expected(1, 110));
            }
        }

        @Test
        void numbersRecordsFromOneWithoutAGap() {
            try (Journal journal = open(SMALL)) {
                assertThat(journal.nextSequence()).isEqualTo(1);
                for (int i = 1; i <= 50; i++) {
                    assertThat(append(journal, "x")).isEqualTo(i);
                }
            }
        }

        @Test
        void keepsTypeTimeAndThePartOfThePayload() {
            try (Journal journal = open(SMALL)) {
                journal.append(Integer.MAX_VALUE, Long.MIN_VALUE, new byte[] {1, 2, 3, 4}, 1, 2);
                journal.append(0, Long.MAX_VALUE, new byte[0], 0, 0);
                journal.read(
                        1,
                        record -> {
                            boolean first = record.sequence() == 1;
                            assertThat(record.type()).isEqualTo(first ? Integer.MAX_VALUE : 0);
                            assertThat(record.timeNs())
                                    .isEqualTo(first ? Long.MIN_VALUE : Long.MAX_VALUE);
                            byte[] payload = first ? new byte[] {2, 3} : new byte[0];
                            assertThat(record.payload()).isEqualTo(payload);
                            assertThat(record.view()).isEqualTo(ByteBuffer.wrap(payload));
                            assertThat(record.length()).isEqualTo(payload.length);
                            return true;
                        });
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 987, 988, 989, 4_096, 300_000, 1 << 20})
        void takesAPayloadOfAnyPermittedLength(int length) {
            byte[] payload = new byte[length];
            for (int i = 0; i < length; i++) {
                payload[i] = (byte) (i * 31);
            }
            try (Journal journal = open(SMALL)) {
                append(journal, "before");
                journal.append(2, 0, payload, 0, length);
                append(journal, "after");
            }
            try (Journal journal = open(SMALL)) {
                List<byte[]> payloads = new ArrayList<>();
                journal.read(1, record -> payloads.add(record.payload()));
                assertThat(payloads).hasSize(3);
                assertThat(payloads.get(1)).isEqualTo(payload);
            }
        }

        @Test
        void isNotHarmedByAnInterrupt() {
            try (Journal journal = open(SMALL)) {
                Thread.currentThread().interrupt();
                appendMany(journal, 60);
                journal.force();
                assertThat(texts(journal, 1)).hasSize(60);
                assertThat(Thread.interrupted()).isTrue();
            }
        }

        @Test
        void isOneOrderForManyThreads() throws InterruptedException {
            int writers = 4;
            try (Journal journal = open(SMALL.withDurability(Durability.STRICT))) {
                List<Thread> threads = new ArrayList<>();
                for (int w = 0; w < writers; w++) {
                    byte[] payload = {(byte) w};
                    threads.add(
                            Thread.ofPlatform()
                                    .start(() -> {
                                        for (int i = 0; i < 50; i++) {
                                            journal.awaitDurable(
                                                    journal.append(w(payload), i, payload, 0, 1));
                                        }
                                    }));
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                long[] next = new long[writers];
                journal.read(
                        1,
                        record -> {
                            assertThat(record.timeNs()).isEqualTo(next[record.type()]++);
                            return true;
                        });
                assertThat(next).containsOnly(50);
                assertThat(journal.forcedSequence()).isEqualTo(200);
            }
        }

        private static int w(byte[] payload) {
            return payload[0];
        }
    }

    @Nested
    class Read {
        @Test
        void beginsAtAnySequence() {
            try (Journal journal = open(SMALL)) {
                appendMany(journal, 60);
                for (int from = 1; from <= 61; from++) {
                    assertThat(texts(journal, from)).isEqualTo(expected(from, 60));
                }
            }
        }

        @Test
        void endsWhenTheVisitorHasEnough() {
            try (Journal journal = open(SMALL)) {
                appendMany(journal, 60);
                List<Long> seen = new ArrayList<>();
                journal.read(
                        30,
                        record -> {
                            seen.add(record.sequence());
                            return seen.size() < 3;
                        });
                assertThat(seen).containsExactly(30L, 31L, 32L);
            }
        }

        @Test
        void showsNothingInAnEmptyJournal() {
            try (Journal journal = open(SMALL)) {
                assertThat(texts(journal, 1)).isEmpty();
            }
        }
    }

    @Nested
    class Force {
        @Test
        void confirmsAllThatWasAppended() {
            try (Journal journal = open(SMALL)) {
                appendMany(journal, 90);
                assertThat(journal.force()).isEqualTo(90);
                assertThat(journal.forcedSequence()).isEqualTo(90);
                journal.awaitDurable(90);
                journal.awaitDurable(0);
            }
        }

        @Test
        @Timeout(60)
        void happensInTheBackgroundInModeProcess() {
            try (Journal journal = open(SMALL.withForceIntervalNs(100_000))) {
                appendMany(journal, 10);
                while (journal.forcedSequence() < 10) {
                    Thread.onSpinWait(); // ends when the force comes
                }
            }
        }
    }

    @Nested
    class Discard {
        @Test
        void deletesOnlyWholeSegmentsBeforeTheSequence() {
            try (Journal journal = open(SMALL)) {
                appendMany(journal, 100);
                long first = journal.discardBefore(70);
                assertThat(first).isGreaterThan(1).isLessThanOrEqualTo(70);
                assertThat(journal.firstSequence()).isEqualTo(first);
                assertThat(texts(journal, first)).isEqualTo(expected((int) first, 100));
                refuses(Refusal.Code.MISSING, () -> texts(journal, first - 1));
            }
            try (Journal journal = open(SMALL)) {
                assertThat(journal.nextSequence()).isEqualTo(101);
                assertThat(journal.firstSequence()).isGreaterThan(1);
            }
        }

        @Test
        void keepsTheLastSegment() {
            try (Journal journal = open(SMALL)) {
                appendMany(journal, 100);
                journal.discardBefore(Long.MAX_VALUE);
                appendMany(journal, 1);
                assertThat(texts(journal, journal.firstSequence())).endsWith("record 101");
            }
        }
    }

    @Nested
    class ChainHash {
        @Test
        void isTheSameWhenComputedAnewFromTheFiles() {
            List<String> hashes = new ArrayList<>();
            try (Journal journal = open(SMALL)) {
                for (int i = 0; i < 60; i++) {
                    appendMany(journal, 1);
                    hashes.add(journal.chainHash());
                }
            }
            Storage storage = Storage.folder(folder);
            for (int i = 0; i < 60; i++) {
                assertThat(Journal.chainHashAt(storage, i + 1)).isEqualTo(hashes.get(i));
            }
            assertThat(hashes).doesNotHaveDuplicates();
            assertThat(Journal.inspect(storage, _ -> true).chainHash()).isEqualTo(hashes.getLast());
        }
    }

    @Nested
    class Refuses {
        @Test
        void aNegativeTypeAndAPartOutsideThePayload() {
            try (Journal journal = open(SMALL)) {
                byte[] four = new byte[4];
                refuses(Refusal.Code.OUT_OF_RANGE, () -> journal.append(-1, 0, four, 0, 4));
                refuses(Refusal.Code.OUT_OF_RANGE, () -> journal.append(0, 0, four, -1, 4));
                refuses(Refusal.Code.OUT_OF_RANGE, () -> journal.append(0, 0, four, 0, -1));
                refuses(Refusal.Code.OUT_OF_RANGE, () -> journal.append(0, 0, four, 1, 4));
                refuses(
                        Refusal.Code.OUT_OF_RANGE,
                        () -> journal.append(0, 0, four, 1, Integer.MAX_VALUE));
                assertThat(journal.nextSequence()).isEqualTo(1);
            }
        }

        @Test
        void aPayloadOverTheLimit() {
            try (Journal journal = open(SMALL.withPayloadMaxBytes(8))) {
                journal.append(0, 0, new byte[8], 0, 8);
                refuses(Refusal.Code.TOO_LONG, () -> journal.append(0, 0, new byte[9], 0, 9));
            }
        }

        @Test
        void toWaitForOrToReadWhatWasNotAppended() {
            try (Journal journal = open(SMALL)) {
                appendMany(journal, 3);
                refuses(Refusal.Code.OUT_OF_RANGE, () -> journal.awaitDurable(4));
                refuses(Refusal.Code.OUT_OF_RANGE, () -> texts(journal, 5));
                refuses(Refusal.Code.OUT_OF_RANGE, () -> texts(journal, 0));
            }
            Storage storage = Storage.folder(folder);
            refuses(Refusal.Code.OUT_OF_RANGE, () -> Journal.chainHashAt(storage, 0));
            refuses(Refusal.Code.MISSING, () -> Journal.chainHashAt(storage, 4));
        }

        @Test
        void everythingOnceItIsClosed() {
            Journal journal = open(SMALL);
            journal.close();
            journal.close();
            refuses(Refusal.Code.NOT_PERMITTED, () -> append(journal, "late"));
            refuses(Refusal.Code.NOT_PERMITTED, () -> texts(journal, 1));
            refuses(Refusal.Code.NOT_PERMITTED, () -> journal.discardBefore(1));
        }

        @Test
        void aFolderThatAnotherJournalHolds() {
            try (Journal first = open(SMALL)) {
                append(first, "x");
                refuses(Refusal.Code.IN_USE, () -> open(SMALL));
            }
            open(SMALL).close();
        }

        @Test
        void settingsOutsideTheirLimits() {
            refuses(Refusal.Code.OUT_OF_RANGE, () -> SMALL.withSegmentBytes(1023));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> SMALL.withSegmentBytes((1 << 30) + 1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> SMALL.withPayloadMaxBytes(0));
            refuses(
                    Refusal.Code.OUT_OF_RANGE,
                    () -> SMALL.withPayloadMaxBytes(JournalSettings.PAYLOAD_LIMIT_BYTES + 1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> SMALL.withChainEvery(0));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> SMALL.withChainEvery((1 << 16) + 1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> SMALL.withForceIntervalNs(-1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> SMALL.withForceIntervalNs(99_999));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> SMALL.withForceIntervalNs(10_000_000_001L));
        }
    }
}
