package orrery.operations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static orrery.operations.input.Inputs.NOTHING;
import static orrery.operations.input.Inputs.configuration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.timeline.ManualClock;
import orrery.timeline.Refusal;

class LiveInputTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String HEADER = "timestamp,value\n";

    @TempDir Path temp;
    private final ManualClock clock = ManualClock.startingAt(1000 * SECOND);
    private final List<Long> pauses = new ArrayList<>();

    @Nested
    class AGrowingFile {
        @Test
        void givesRowsAsTheyAreWrittenButNoHalfOnes() {
            Path log = Inputs.write(temp, "log", HEADER + "1,1\n");
            try (DemandSource source = tail(log, "input.tail_from=start")) {
                assertThat(Inputs.drain(source)).containsExactly("1 1.0");
                append(log, "2,");
                assertThat(Inputs.drain(source)).isEmpty();
                append(log, "2\n3,3\n4");
                assertThat(Inputs.drain(source)).containsExactly("2 2.0", "3 3.0");
                append(log, ",4\n");
                assertThat(Inputs.drain(source)).containsExactly("4 4.0");
                assertThat(source.poll(new Sample())).isEqualTo(Arrival.IDLE);
            }
        }

        @Test
        void startsAtItsEndUnlessToldOtherwise() {
            Path log = Inputs.write(temp, "log", HEADER + "1,1\n2,2\n3");
            try (DemandSource source = tail(log)) {
                append(log, ",3\n");
                assertThat(Inputs.drain(source)).containsExactly("3 3.0");
            }
        }

        @Test
        void startsAtItsEndBehindManyRows() {
            Path log = Inputs.write(temp, "log", HEADER + "1,1\n".repeat(20_000));
            try (DemandSource source = tail(log)) {
                assertThat(Inputs.drain(source)).isEmpty();
                append(log, "5,5\n");
                assertThat(Inputs.drain(source)).containsExactly("5 5.0");
                append(log, "6,x\n");
                Refusal refusal = catchThrowableOfType(Refusal.class, () -> Inputs.drain(source));
                assertThat(refusal.place().orElse(""))
                        .endsWith("log, byte " + (HEADER.length() + 80_004));
            }
        }

        @Test
        void mayBeEmptyAtFirst() {
            Path log = Inputs.write(temp, "log", "");
            try (DemandSource source = tail(log)) {
                assertThat(Inputs.drain(source)).isEmpty();
                append(log, HEADER + "1,1\n");
                assertThat(Inputs.drain(source)).containsExactly("1 1.0");
            }
        }

        @Test
        void mayHaveJsonLinesAndStartAtTheirEnd() {
            Path log = Inputs.write(temp, "log", json(1) + json(2));
            try (DemandSource source = tail(log)) {
                assertThat(Inputs.drain(source)).isEmpty();
                append(log, json(3));
                assertThat(Inputs.drain(source)).containsExactly("3 1.5");
            }
            try (DemandSource source = tail(log, "input.tail_from=start")) {
                assertThat(Inputs.drain(source)).hasSize(3);
            }
            Path fresh = Inputs.write(temp, "fresh", "");
            try (DemandSource source = tail(fresh)) {
                append(fresh, json(3));
                assertThat(Inputs.drain(source)).containsExactly("3 1.5");
            }
        }

        @Test
        void isFollowedThroughRotation() throws IOException {
            Path log = Inputs.write(temp, "log", HEADER + "1,1\n");
            try (DemandSource source = tail(log, "input.tail_from=start")) {
                Inputs.drain(source);
                Files.move(log, temp.resolve("log.1"));
                append(temp.resolve("log.1"), "2,2\n");
                assertThat(Inputs.drain(source)).containsExactly("2 2.0");
                Inputs.write(temp, "log", "value,timestamp\n3.5,3\n");
                assertThat(Inputs.drain(source)).containsExactly("3 3.5");
                append(log, "4.5,4\n");
                assertThat(Inputs.drain(source)).containsExactly("4 4.5");
            }
        }

        @Test
        void isFollowedThroughRotationWithoutAHeader() throws IOException {
            Path log = Inputs.write(temp, "log", HEADER + "1,1\n");
            try (DemandSource source = tail(log, "input.tail_from=start")) {
                Inputs.drain(source);
                Files.move(log, temp.resolve("log.1"));
                Inputs.write(temp, "log", "2,2\n3,3\n");
                assertThat(Inputs.drain(source)).containsExactly("2 2.0", "3 3.0");
            }
        }

        @Test
        void isFollowedThroughTruncation() throws IOException {
            Path log = Inputs.write(temp, "log", HEADER + "1,1\n2,2\n");
            try (DemandSource source = tail(log, "input.tail_from=start")) {
                assertThat(Inputs.drain(source)).hasSize(2);
                Files.writeString(log, HEADER + "3,3\n");
                assertThat(Inputs.drain(source)).containsExactly("3 3.0");
                Files.writeString(log, "");
                assertThat(Inputs.drain(source)).isEmpty();
                append(log, HEADER + "4,4\n");
                assertThat(Inputs.drain(source)).containsExactly("4 4.0");
            }
        }

        @Test
        void isPolledWithPausesInBetween() {
            Path log = Inputs.write(temp, "log", HEADER);
            try (DemandSource source =
                    Input.live(
                            told(log, "input.tail_from=start", "input.poll=7ms", "input.period=1s"),
                            Optional.empty(),
                            new Surroundings(
                                    clock,
                                    ns -> {
                                        pauses.add(ns);
                                        if (pauses.size() == 3) {
                                            append(log, "1,1\n");
                                        }
                                    },
                                    NOTHING))) {
                Sample sample = new Sample();
                assertThat(source.next(sample)).isTrue();
                assertThat(Inputs.text(sample)).isEqualTo("1 1.0");
                assertThat(pauses).containsExactly(7_000_000L, 7_000_000L, 7_000_000L);
            }
        }

        @Test
        void endsForAThreadThatIsInterrupted() {
            Path log = Inputs.write(temp, "log", HEADER);
            try (DemandSource source = tail(log)) {
                Thread.currentThread().interrupt();
                assertThat(source.next(new Sample())).isFalse();
                assertThat(Thread.interrupted()).isTrue();
            }
        }

        @Test
        void isReadOnceByAReplay() {
            Path log = Inputs.write(temp, "log", HEADER + "1,1\n2,2\n");
            try (Input input = Input.open(told(log), Optional.empty(), NOTHING)) {
                assertThat(Inputs.drain(input.source())).hasSize(2);
            }
        }

        @Test
        void refusesWhatAFileRefuses() {
            assertThat(refusal("log", HEADER + "1,\"1\n").code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal("log", HEADER + "1,x\n").place().orElse("")).endsWith("log:2:3");
            assertThat(refusal("log", "time,value\n").code()).isEqualTo(Refusal.Code.MISSING);
            assertThat(refusal("log", "{\"timestamp\":1,}\n").code())
                    .isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal("log", HEADER + "1," + " ".repeat(70_000) + "1\n").code())
                    .isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal("log", HEADER + "1," + "1".repeat(300_000)).code())
                    .isEqualTo(Refusal.Code.LIMIT);
            Path latin =
                    Inputs.write(
                            temp,
                            "log",
                            (HEADER + "1,\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class,
                                            () ->
                                                    Inputs.drain(
                                                            tail(latin, "input.tail_from=start")))
                                    .place()
                                    .orElse(""))
                    .endsWith("log:2");
        }

        @Test
        void isRefusedWhereItIsNotThere() {
            assertThat(catchThrowableOfType(Refusal.class, () -> tail(temp.resolve("none"))).code())
                    .isEqualTo(Refusal.Code.MISSING);
        }

        private Refusal refusal(String name, String text) {
            Path log = Inputs.write(temp, name, text);
            return catchThrowableOfType(
                    Refusal.class, () -> Inputs.drain(tail(log, "input.tail_from=start")));
        }
    }

    @Nested
    class BucketsUnderAClock {
        @Test
        void closeWhenTheirTimeIsOver() {
            Path log = Inputs.write(temp, "log", HEADER);
            String[] keys = {"input.bucket=10s", "input.tail_from=start"};
            try (DemandSource source = tailOnly(log, keys)) {
                clock.set(1001 * SECOND);
                assertThat(Inputs.drain(source)).isEmpty();
                append(log, "1001,1\n1002,2\n");
                assertThat(Inputs.drain(source)).isEmpty();
                clock.set(1010 * SECOND - 1);
                assertThat(Inputs.drain(source)).isEmpty();
                clock.set(1010 * SECOND);
                assertThat(Inputs.drain(source)).containsExactly("1010 3.0");
                clock.set(1030 * SECOND);
                assertThat(Inputs.drain(source)).containsExactly("1020 0.0*", "1030 0.0*");
                append(log, "1031,5\n1045,6\n");
                assertThat(Inputs.drain(source)).containsExactly("1040 5.0");
                assertThat(source.counts().gapsFilled()).isEqualTo(2);
            }
        }

        @Test
        void refuseTheRowsThatComeTooLate() {
            Path log = Inputs.write(temp, "log", HEADER + "1001,1\n");
            try (DemandSource source = tailOnly(log, "input.bucket=10s", "input.tail_from=start")) {
                clock.set(1010 * SECOND);
                assertThat(Inputs.drain(source)).hasSize(1);
                append(log, "1009,1\n");
                assertThat(catchThrowableOfType(Refusal.class, () -> Inputs.drain(source)).code())
                        .isEqualTo(Refusal.Code.TIME_BACKWARD);
            }
        }

        @Test
        void refuseAStreamThatIsFarBehindTheClock() {
            Path log = Inputs.write(temp, "log", HEADER + "1,1\n");
            String[] keys = {"input.bucket=10s", "input.tail_from=start", "limits.gap_samples=99"};
            try (DemandSource source = tailOnly(log, keys)) {
                clock.set(1000 * SECOND);
                assertThat(Inputs.drain(source)).hasSize(100);
            }
            try (DemandSource source = tailOnly(log, keys)) {
                clock.set(1010 * SECOND);
                assertThat(catchThrowableOfType(Refusal.class, () -> Inputs.drain(source)).code())
                        .isEqualTo(Refusal.Code.LIMIT);
            }
        }
    }

    @Nested
    class StandardInput {
        @Test
        void isReadToItsEndWithALastLineThatIsNotEnded() {
            byte[] text = ("\uFEFF" + HEADER + "1,1\r\n2,2").getBytes(StandardCharsets.UTF_8);
            assertThat(all(new ByteArrayInputStream(text))).containsExactly("1 1.0", "2 2.0");
        }

        @Test
        void isReadInPiecesOfAnySize() {
            byte[] text = (json(1) + "\n" + json(2)).getBytes(StandardCharsets.UTF_8);
            InputStream slow =
                    new InputStream() {
                        private int at;

                        @Override
                        public int read() {
                            return at < text.length ? text[at++] : -1;
                        }

                        @Override
                        public int read(byte[] into, int offset, int length) {
                            if (at == text.length) {
                                return -1;
                            }
                            into[offset] = text[at++];
                            return 1;
                        }
                    };
            assertThat(all(slow)).containsExactly("1 1.5", "2 1.5");
        }

        @Test
        void isRefusedWhereItBreaks() {
            InputStream broken =
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("gone");
                        }

                        @Override
                        public int read(byte[] into, int offset, int length) throws IOException {
                            return read();
                        }
                    };
            assertThat(catchThrowableOfType(Refusal.class, () -> all(broken)).code())
                    .isEqualTo(Refusal.Code.IO);
        }

        @Test
        void needsAPeriod() {
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class,
                                            () ->
                                                    Input.live(
                                                            configuration(),
                                                            Optional.of("-"),
                                                            surroundings(NOTHING)))
                                    .found())
                    .contains("how far apart");
        }

        private List<String> all(InputStream in) {
            List<String> samples = new ArrayList<>();
            try (DemandSource source =
                    Input.live(
                            configuration("input.kind=stdin", "input.period=1s"),
                            Optional.empty(),
                            new Surroundings(clock, _ -> Thread.onSpinWait(), in))) {
                Sample sample = new Sample();
                while (source.next(sample)) {
                    samples.add(Inputs.text(sample));
                }
            }
            return samples;
        }
    }

    @Nested
    class FilesAndTheGenerator {
        @Test
        void areGivenOnce() {
            Path file = Inputs.write(temp, "d.csv", HEADER + "1,1\n2,2\n");
            try (DemandSource source =
                    Input.live(
                            configuration(), Optional.of(file.toString()), surroundings(NOTHING))) {
                assertThat(Inputs.drain(source)).hasSize(2);
                assertThat(source.poll(new Sample())).isEqualTo(Arrival.END);
            }
            try (DemandSource source =
                    Input.live(
                            configuration("input.days=1"),
                            Optional.empty(),
                            surroundings(NOTHING))) {
                assertThat(Inputs.drain(source)).hasSize(288);
            }
        }
    }

    private DemandSource tail(Path log, String... overrides) {
        List<String> all = new ArrayList<>(List.of(overrides));
        all.add("input.period=1s");
        return tailOnly(log, all.toArray(String[]::new));
    }

    private DemandSource tailOnly(Path log, String... overrides) {
        return Input.live(told(log, overrides), Optional.empty(), surroundings(NOTHING));
    }

    private static orrery.operations.configuration.Configuration told(
            Path log, String... overrides) {
        List<String> all = new ArrayList<>(List.of("input.kind=tail", "input.path=" + log));
        all.addAll(List.of(overrides));
        return configuration(all.toArray(String[]::new));
    }

    private Surroundings surroundings(InputStream in) {
        return new Surroundings(clock, pauses::add, in);
    }

    private static String json(int second) {
        return "{\"timestamp\":" + second + ",\"value\":1.5}\n";
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
