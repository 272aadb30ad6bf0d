package orrery.operations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static orrery.operations.input.Inputs.NOTHING;
import static orrery.operations.input.Inputs.configuration;
import static orrery.operations.input.Inputs.counts;
import static orrery.operations.input.Inputs.drain;
import static orrery.operations.input.Inputs.read;
import static orrery.operations.input.Inputs.refusal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.operations.configuration.Configuration;
import orrery.timeline.Refusal;

class FileInputTest {
    @TempDir Path temp;

    @Nested
    class Csv {
        @Test
        void givesTimeAndValueByTheNamesOfTheirColumns() {
            Path file = csv("host,v,t\nweb,1.5,1\n\"we,b\",2,2\nweb,3,3\n");
            assertThat(read(file, "input.time=t", "input.value=v"))
                    .containsExactly("1 1.5", "2 2.0", "3 3.0");
        }

        @Test
        void mayHaveAByteOrderMarkCarriageReturnsQuotesAndEmptyLines() {
            Path file = csv("\uFEFF\"timestamp\", value\r\n\"1\",\"1\"\r\n\r\n2, 2 \r\n");
            assertThat(read(file)).containsExactly("1 1.0", "2 2.0");
        }

        @Test
        void needsNoLineBreakAtItsEnd() {
            assertThat(read(csv("timestamp,value\n1,1\n2,2"))).hasSize(2);
        }

        @Test
        void takesLinesWithANumberSignAsRows() {
            assertThat(refusal(csv("timestamp,value\n#1,1\n")).code())
                    .isEqualTo(Refusal.Code.SYNTAX);
        }

        @Test
        void keepsALineBreakInsideQuotes() {
            Path file = csv("timestamp,note,value\n1,\"a\nb \"\"c\"\"\",1\n2,x,abc\n");
            assertThat(refusal(file).place()).hasValue(file + ":4:5");
        }

        @Test
        void givesAllRowsOfALongFileInManyBuffers() {
            StringBuilder text = new StringBuilder("timestamp,value\n");
            for (int i = 0; i < 50_000; i++) {
                text.append(i).append(',').append(i % 977).append('\n');
            }
            List<String> samples = read(csv(text.toString()));
            assertThat(samples).hasSize(50_000);
            for (int i = 0; i < samples.size(); i++) {
                assertThat(samples.get(i)).isEqualTo(i + " " + (double) (i % 977));
            }
        }

        @Test
        void givesTheSameInEveryPass() {
            Path file = csv("timestamp,value\n1,1\n2,2\n4,4\n5,5\n");
            try (Input input = open(file)) {
                DemandSource first = input.source();
                first.next(new Sample());
                assertThat(drain(input.source())).hasSize(5);
                assertThat(drain(first)).hasSize(4);
                assertThat(input.name()).isEqualTo(file.toString());
            }
        }

        @Test
        void allocatesNothingASample() {
            StringBuilder text = new StringBuilder("timestamp,value\n");
            for (int i = 0; i < 120_000; i++) {
                text.append(1404172800L + i).append(",").append(i % 977).append(".25\n");
            }
            Path file = csv(text.toString());
            var threads =
                    (com.sun.management.ThreadMXBean)
                            java.lang.management.ManagementFactory.getThreadMXBean();
            try (Input input = open(file);
                    DemandSource source = input.source()) {
                Sample sample = new Sample();
                for (int i = 0; i < 20_000; i++) {
                    source.next(sample);
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100_000; i++) {
                    source.next(sample);
                }
                // the decoder makes a view of each buffer of 8 KiB, so about a byte a sample
                assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200_000);
            }
        }
    }

    @Nested
    class Keys {
        private static final String ROWS =
                "timestamp,service,value\n1,web,1\n1,db,x\n2,web,2\n2,db,20\n3,web,3\n";

        @Test
        void areFollowedOneAtATime() {
            Path file = csv(ROWS);
            assertThat(read(file, "input.key=service", "input.select_key=web"))
                    .containsExactly("1 1.0", "2 2.0", "3 3.0");
            assertThat(counts(file, "input.key=service", "input.select_key=web").otherKeys())
                    .isEqualTo(2);
        }

        @Test
        void areNotGuessedForARowThatIsTooShort() {
            Path file = csv("timestamp,value,k\n1,1,a\n2,2\n");
            assertThat(refusal(file, "input.key=k", "input.select_key=a").code())
                    .isEqualTo(Refusal.Code.SYNTAX);
        }

        @Test
        void needNoChoiceWhereThereIsOne() {
            assertThat(read(csv("timestamp,k,value\n1,a,1\n2,a,2\n"), "input.key=k")).hasSize(2);
        }

        @Test
        void areListedWhereNoneIsSelected() {
            Refusal refusal = refusal(csv(ROWS), "input.key=service");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.MISSING);
            assertThat(refusal.advice()).endsWith("one of web, db");
        }

        @Test
        void areListedWhereTheSelectedOneIsNotThere() {
            Refusal refusal = refusal(csv(ROWS), "input.key=service", "input.select_key=wep");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.MISSING);
            assertThat(refusal.found()).contains("\"wep\"");
            assertThat(refusal.advice()).endsWith("web, db");
        }

        @Test
        void countInJsonToo() {
            Path file =
                    json(
                            """
                            {"timestamp":1,"value":1,"k":"a"}
                            {"timestamp":1,"value":1,"k":7}
                            {"timestamp":2,"value":1}
                            """);
            assertThat(read(file, "input.key=k", "input.select_key=7")).hasSize(1);
            assertThat(refusal(file, "input.key=k").advice()).contains("a, 7");
        }
    }

    @Nested
    class Period {
        @Test
        void isTheMedianOfTheDistances() {
            assertThat(period(csv("timestamp,value\n0,1\n10,1\n20,1\n50,1\n61,1\n")))
                    .hasValue(11_000_000_000L);
            assertThat(period(csv("timestamp,value\n0,1\n10,1\n20,1\n50,1\n60,1\n")))
                    .hasValue(10_000_000_000L);
        }

        @Test
        void isNotKnownFromOneRowWhichIsGivenAllTheSame() {
            Path file = csv("timestamp,value\n7,1\n");
            assertThat(period(file)).isEmpty();
            assertThat(read(file)).containsExactly("7 1.0");
        }

        @Test
        void isTheOneThatIsSet() {
            Path file = csv("timestamp,value\n0,1\n10,1\n");
            assertThat(period(file, "input.period=2s")).hasValue(2_000_000_000L);
            assertThat(period(file, "input.bucket=3s")).hasValue(3_000_000_000L);
        }

        private OptionalLong period(Path file, String... overrides) {
            try (Input input =
                    Input.open(configuration(overrides), Optional.of(file.toString()), NOTHING)) {
                return input.periodNs();
            }
        }
    }

    @Nested
    class StandardInput {
        @Test
        void isReadOnceAndGivenManyTimes() throws IOException {
            byte[] text = "timestamp,value\n1,1\n2,2\n".getBytes(StandardCharsets.UTF_8);
            Configuration told = configuration("input.kind=stdin");
            try (Input input = Input.open(told, Optional.empty(), new ByteArrayInputStream(text))) {
                assertThat(drain(input.source())).hasSize(2);
                assertThat(drain(input.source())).hasSize(2);
                assertThat(input.name()).isEqualTo("standard input");
            }
            try (Input input =
                    Input.open(configuration(), Optional.of("-"), new ByteArrayInputStream(text))) {
                assertThat(drain(input.source())).hasSize(2);
            }
        }

        @Test
        void isRefusedWhereItIsEmptyOrTooLong() {
            Configuration told = configuration("input.kind=stdin", "limits.spool_mb=1");
            assertThat(refused(told, new byte[0]).code()).isEqualTo(Refusal.Code.EMPTY);
            assertThat(refused(told, new byte[(1 << 20) + 1]).code()).isEqualTo(Refusal.Code.LIMIT);
        }

        private Refusal refused(Configuration told, byte[] bytes) {
            return catchThrowableOfType(
                    Refusal.class,
                    () -> Input.open(told, Optional.empty(), new ByteArrayInputStream(bytes)));
        }
    }

    @Nested
    class Refuses {
        @Test
        void aFileThatIsNotThere() {
            assertThat(refusal(temp.resolve("none.csv")).code()).isEqualTo(Refusal.Code.MISSING);
            assertThat(refusal(temp).found()).isEqualTo("this is a folder");
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class,
                                            () ->
                                                    Input.open(
                                                            configuration("input.kind=csv"),
                                                            Optional.empty(),
                                                            NOTHING))
                                    .found())
                    .isEqualTo("input.path is not set");
        }

        @Test
        void theLoadOfThisMachineForAReplay() {
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class,
                                            () ->
                                                    Input.open(
                                                            configuration("input.kind=machine"),
                                                            Optional.empty(),
                                                            NOTHING))
                                    .code())
                    .isEqualTo(Refusal.Code.NOT_PERMITTED);
        }

        @Test
        void aColumnThatIsNotThereListingThoseThatAre() {
            Refusal refusal = refusal(csv("time,vlaue\n1,1\n"));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.MISSING);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:1:1");
            assertThat(refusal.found()).isEqualTo("there is no column \"timestamp\"");
            assertThat(refusal.advice()).contains("set input.time; the columns are time, vlaue");
            assertThat(refusal(csv("timestamp,vlaue\n1,1\n")).advice())
                    .startsWith("did you mean vlaue?");
            assertThat(refusal(csv("timestamp;value\n1;1\n")).advice())
                    .endsWith("separate them by commas");
        }

        @Test
        void aColumnThatIsThereTwice() {
            Refusal refusal = refusal(csv("timestamp,value,value\n1,1,2\n"));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:1:17");
        }

        @Test
        void textInNumbersWithLineAndColumn() {
            Refusal refusal = refusal(csv("timestamp,value\n1,1\n2,\"two\"\n"));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_A_NUMBER);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:3:4");
            assertThat(refusal(csv("timestamp,value\n1,inf\n")).code())
                    .isEqualTo(Refusal.Code.NOT_A_NUMBER);
            assertThat(refusal(csv("timestamp,value\nyesterday,1\n")).place().orElse(""))
                    .endsWith("d.csv:2:1");
        }

        @Test
        void timesOutOfOrderAndNoValueWithLineAndColumnWhateverTheFormat() {
            Path csv = csv("value,timestamp\n1.5,10\n1.5,9\n");
            assertThat(refusal(csv).code()).isEqualTo(Refusal.Code.TIME_BACKWARD);
            assertThat(refusal(csv).place().orElse("")).endsWith("d.csv:3:5");
            Path twice = csv("value,timestamp\n1.5,10\n1.5,10\n");
            assertThat(refusal(twice).code()).isEqualTo(Refusal.Code.TIME_DUPLICATE);
            assertThat(refusal(twice).place().orElse("")).endsWith("d.csv:3:5");
            String first = "{\"timestamp\":10,\"value\":1}\n";
            Path json = json(first + "{\"timestamp\":\"9\",\"value\":1}\n");
            assertThat(refusal(json).code()).isEqualTo(Refusal.Code.TIME_BACKWARD);
            assertThat(refusal(json).place().orElse("")).endsWith("d.jsonl:2:15");
            Path none = json(first + "{\"timestamp\":11,\"value\":null}\n");
            Refusal refusal = refusal(none, "input.gap=ignore");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_A_NUMBER);
            assertThat(refusal.place().orElse("")).endsWith("d.jsonl:2:25");
        }

        @Test
        void rowsOfAnotherLengthThanTheHeader() {
            Refusal refusal = refusal(csv("timestamp,value\n1,1,1\n"));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal.found()).isEqualTo("there are 3 fields, and 2 columns");
            assertThat(refusal.place().orElse("")).endsWith("d.csv:2:5");
            Refusal less = refusal(csv("timestamp,value\n12\n"));
            assertThat(less.code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(less.place().orElse("")).endsWith("d.csv:2:3");
        }

        @Test
        void aFileWithoutRows() {
            assertThat(refusal(csv("timestamp,value\n")).code()).isEqualTo(Refusal.Code.EMPTY);
            assertThat(refusal(csv("")).code()).isEqualTo(Refusal.Code.EMPTY);
            assertThat(refusal(csv("\n\n")).code()).isEqualTo(Refusal.Code.EMPTY);
        }

        @Test
        void quotesThatDoNotMatch() {
            Refusal open = refusal(csv("timestamp,value\n1,1\n2,\"2\n3,3\n"));
            assertThat(open.code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(open.place().orElse("")).endsWith("d.csv:3");
            assertThat(refusal(csv("timestamp,value\n1,\"1\"x\n")).code())
                    .isEqualTo(Refusal.Code.SYNTAX);
        }

        @Test
        void aRowThatIsTooLong() {
            String[] limit = {"limits.line_length=100"};
            String start = "timestamp,note,value\n1,";
            assertThat(read(csv(start + "x".repeat(96) + ",1\n"), limit)).hasSize(1);
            assertThat(refusal(csv(start + "x".repeat(97) + ",1\n"), limit).code())
                    .isEqualTo(Refusal.Code.LIMIT);
            Refusal field = refusal(csv(start + "x".repeat(100_000) + ",1\n"), limit);
            assertThat(field.code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(field.place().orElse("")).endsWith("d.csv:2");
        }

        @Test
        void bytesThatAreNotUtf8() {
            byte[] latin =
                    "timestamp,note,value\n1,a,1\n2,\u00e9,2\n"
                            .getBytes(StandardCharsets.ISO_8859_1);
            Refusal refusal = refusal(Inputs.write(temp, "d.csv", latin));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:3");
            byte[] wide = "timestamp,value\n1,1\n".getBytes(StandardCharsets.UTF_16);
            assertThat(refusal(Inputs.write(temp, "d.csv", wide)).found())
                    .isEqualTo("it is UTF-16");
            byte[] json =
                    "{\"timestamp\":1,\"value\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
            assertThat(refusal(Inputs.write(temp, "d.jsonl", json)).code())
                    .isEqualTo(Refusal.Code.SYNTAX);
        }

        @Test
        void moreRowsThanTheLimit() {
            Path file = csv("timestamp,value\n1,1\n2,2\n3,3\n");
            assertThat(read(file, "limits.rows=3")).hasSize(3);
            Refusal refusal = refusal(file, "limits.rows=2");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:4");
        }

        @Test
        void aFileThatCannotBeRead() throws IOException {
            Path file = csv("timestamp,value\n1,1\n");
            try (Input input = open(file)) {
                Files.delete(file);
                assertThat(catchThrowableOfType(Refusal.class, input::source).code())
                        .isEqualTo(Refusal.Code.IO);
            }
        }
    }

    private Path csv(String text) {
        return Inputs.write(temp, "d.csv", text);
    }

    private Path json(String text) {
        return Inputs.write(temp, "d.jsonl", text);
    }

    private static Input open(Path file) {
        return Input.open(configuration(), Optional.of(file.toString()), NOTHING);
    }
}
