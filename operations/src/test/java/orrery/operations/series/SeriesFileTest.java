package orrery.operations.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.timeline.Refusal;

class SeriesFileTest {
    @TempDir private Path folder;

    private static SeriesFile typed(String text) {
        return new SeriesFile("-", new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static double[] lines(String text) {
        return typed(text).series(Optional.empty());
    }

    private static void refuses(
            Consumer<SeriesFile> reading, String text, Refusal.Code code, String place) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> reading.accept(typed(text)));
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.code()).as(text).isEqualTo(code);
        assertThat(refusal.place()).as(text).contains(place);
        assertThat(refusal.advice()).as(text).isNotEmpty();
    }

    @Nested
    class Lines {
        @Test
        void areOneNumberEach() {
            assertThat(lines("1\n-2.5\n 3e2 \r\n0.1")).containsExactly(1, -2.5, 300, 0.1);
        }

        @Test
        void mayBeginWithAByteOrderMark() {
            assertThat(lines("\ufeff1\n2\n")).containsExactly(1, 2);
        }

        @Test
        void mayBeginWithAHeading() {
            assertThat(lines("demand\n1\n2\n")).containsExactly(1, 2);
        }

        @Test
        void mayHoldMissingValues() {
            assertThat(lines("NaN\n2\nNA\n")).containsExactly(Double.NaN, 2, Double.NaN);
        }

        @Test
        void mayEndWithEmptyLines() {
            assertThat(lines("1\n\n\n")).containsExactly(1);
        }

        @Test
        void comeFromAFileToo() throws Exception {
            Path file = Files.writeString(folder.resolve("a.txt"), "4\n5\n");
            SeriesFile series = new SeriesFile(file.toString(), System.in);
            assertThat(series.series(Optional.empty())).containsExactly(4, 5);
            assertThat(series.series(Optional.empty())).containsExactly(4, 5);
        }

        @Test
        void thatAreNoNumbersAreRefusedWithTheirPlace() {
            Consumer<SeriesFile> reading = file -> file.series(Optional.empty());
            refuses(reading, "1\n  x\n", Refusal.Code.NOT_A_NUMBER, "standard input:2:3");
            refuses(reading, "1x\n", Refusal.Code.NOT_A_NUMBER, "standard input:1:1");
            refuses(reading, "inf\n1\n", Refusal.Code.NOT_A_NUMBER, "standard input:1:1");
            refuses(reading, "1\n1e999\n", Refusal.Code.NOT_A_NUMBER, "standard input:2:1");
            refuses(reading, "1\n\n2\n", Refusal.Code.SYNTAX, "standard input:2");
            refuses(reading, "a,b\n1,2\n", Refusal.Code.SYNTAX, "standard input:1:2");
            refuses(reading, "", Refusal.Code.EMPTY, "standard input");
            refuses(reading, "\n\n", Refusal.Code.EMPTY, "standard input");
        }

        @Test
        void thatAreNoTextAreRefused() {
            SeriesFile file =
                    new SeriesFile(
                            "-", new ByteArrayInputStream("1\n\u00e9\n".getBytes(ISO_8859_1)));
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> file.series(Optional.empty()));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.SYNTAX);
            assertThat(refusal.advice()).contains("UTF-8");
        }

        @Test
        void ofAFileThatIsNotThereAreRefused() {
            SeriesFile none = new SeriesFile(folder.resolve("none").toString(), System.in);
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> none.series(Optional.empty()));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.MISSING);
            SeriesFile aFolder = new SeriesFile(folder.toString(), System.in);
            refusal = catchThrowableOfType(Refusal.class, () -> aFolder.series(Optional.empty()));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.MISSING);
        }
    }

    @Nested
    class Columns {
        @Test
        void areChosenByName() {
            String text = "time,a,b\n0,1,\"2\"\n1,3,\n";
            assertThat(typed(text).series(Optional.of("a"))).containsExactly(1, 3);
            assertThat(typed(text).series(Optional.of("b"))).containsExactly(2, Double.NaN);
            double[][] both = typed(text).channels(List.of("b", "a"));
            assertThat(both[0]).containsExactly(2, Double.NaN);
            assertThat(both[1]).containsExactly(1, 3);
        }

        @Test
        void thatAreMalformedAreRefusedWithTheirPlace() {
            Consumer<SeriesFile> reading = file -> file.series(Optional.of("b"));
            refuses(reading, "a,b\n1,2\n3,x\n", Refusal.Code.NOT_A_NUMBER, "standard input:3:3");
            refuses(reading, "a,b\n1\n", Refusal.Code.SYNTAX, "standard input:2");
            refuses(reading, "a,c\n1,2\n", Refusal.Code.MISSING, "standard input:1");
            refuses(reading, "b,b\n1,2\n", Refusal.Code.SYNTAX, "standard input:1");
            refuses(reading, "a,b\n1,\"2\n", Refusal.Code.SYNTAX, "standard input");
            refuses(reading, "a,b\n", Refusal.Code.EMPTY, "standard input");
            refuses(reading, "", Refusal.Code.EMPTY, "standard input");
        }
    }

    @Nested
    class LabelledLines {
        @Test
        void areALabelAndSamples() {
            LabelledSeries found = typed("1\t0.5\t-2\nb\t3\t4\t5\n").labelled();
            assertThat(found.size()).isEqualTo(2);
            assertThat(found.labels()).containsExactly("1", "b");
            assertThat(found.series(0)).containsExactly(0.5, -2);
            assertThat(found.series(1)).containsExactly(3, 4, 5);
        }

        @Test
        void mayBeSeparatedByCommasAndPaddedWithNothing() {
            LabelledSeries found = typed("1,0.5,NaN,-2,NaN,\n").labelled();
            assertThat(found.series(0)).containsExactly(0.5, Double.NaN, -2);
        }

        @Test
        void thatAreMalformedAreRefusedWithTheirPlace() {
            Consumer<SeriesFile> reading = SeriesFile::labelled;
            refuses(reading, "1\t2\n1\t2\tx\n", Refusal.Code.NOT_A_NUMBER, "standard input:2:5");
            refuses(reading, "\t2\n", Refusal.Code.MISSING, "standard input:1:1");
            refuses(reading, "1\n", Refusal.Code.EMPTY, "standard input:1");
            refuses(reading, "1\tNaN\n", Refusal.Code.EMPTY, "standard input:1");
            refuses(reading, "", Refusal.Code.EMPTY, "standard input");
        }
    }
}
