package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.cli.CommandLineFixture.assertRefused;
import static orrery.cli.CommandLineFixture.fields;
import static orrery.cli.CommandLineFixture.orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class CompareProfileTest {
    @TempDir private Path folder;
    private String series = "";

    @BeforeEach
    void write() throws IOException {
        series = file("t.txt", 200);
    }

    private String file(String name, int length) throws IOException {
        String text =
                IntStream.range(0, length)
                        .mapToObj(t -> Double.toString(Math.sin(t * 0.5) + (t == 100 ? 2 : 0)))
                        .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void printsARowAWindow() {
        Ended ended = orrery("compare", "profile", "--in", series, "--m", "20");
        assertThat(ended.code()).isZero();
        List<String> lines = ended.out().lines().toList();
        assertThat(lines).hasSize(182);
        assertThat(lines.getFirst()).isEqualTo("index,distance,neighbour");
        assertThat(lines.get(5)).matches("4,[0-9.E-]+,[0-9]+");
    }

    @Test
    void writesTheRowsIntoAFile() throws IOException {
        Path out = folder.resolve("p.csv");
        Ended ended =
                orrery("compare", "profile", "--in", series, "--m", "20", "--out", out.toString());
        assertThat(ended.code()).isZero();
        assertThat(Files.readString(out))
                .isEqualTo(orrery("compare", "profile", "--in", series, "--m", "20").out());
        assertRefused(
                orrery("compare", "profile", "--in", series, "--m", "9", "--out", "/none/p.csv"),
                "IO");
    }

    @Test
    void printsTheSameFromPlainKernelsAndThreads() {
        String expected = orrery("compare", "profile", "--in", series, "--m", "20").out();
        assertThat(
                        orrery(
                                        "compare",
                                        "profile",
                                        "--in",
                                        series,
                                        "--m",
                                        "20",
                                        "--kernels",
                                        "plain",
                                        "--threads",
                                        "2")
                                .out())
                .isEqualTo(expected);
    }

    @Test
    void looksForNeighboursInAnotherSeries() throws IOException {
        String other = file("b.txt", 60);
        Ended ended =
                orrery(
                        "compare", "profile", "--in", series, "--with", other, "--m", "20",
                        "--json");
        assertThat(ended.code()).isZero();
        assertThat(fields(ended.out())).containsExactly("m", "windows", "explored", "profile");
        assertThat(ended.out()).contains("\"windows\":181,\"explored\":1.0");
    }

    @Test
    void printsKRowsAWindow() {
        Ended ended = orrery("compare", "profile", "--in", series, "--m", "20", "-k", "3");
        assertThat(ended.out().lines()).hasSize(1 + 3 * 181);
    }

    @Test
    void printsMotifs() {
        Ended ended = orrery("compare", "motifs", "--in", series, "--m", "20", "-k", "2", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .matches("(?s)\\{\"motifs\":\\[\\{\"a\":\\d+,\"b\":\\d+,\"distance\":[^}]+},.*");
        assertThat(orrery("compare", "motifs", "--in", series, "--m", "20").out()).contains("a");
    }

    @Test
    void printsDiscords() {
        Ended ended =
                orrery("compare", "discords", "--in", series, "--m", "20", "--json", "-k", "1");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .matches("(?s)\\{\"discords\":\\[\\{\"start\":(8[1-9]|9\\d|100),\"distance\":.*");
        assertThat(orrery("compare", "discords", "--in", series, "--m", "20").out())
                .contains("start");
    }

    @Test
    void saysNoWhereThereIsNoPair() throws IOException {
        String few = file("few.txt", 21);
        Ended ended = orrery("compare", "motifs", "--in", few, "--m", "20", "--json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("\"motifs\":[]");
        ended = orrery("compare", "discords", "--in", few, "--m", "20", "--json");
        assertThat(ended.code()).isEqualTo(1);
        ended = orrery("compare", "profile", "--in", few, "--m", "20");
        assertThat(ended.out()).contains("0,Infinity,-1");
    }

    @Test
    void endsAtTheTimeLimitWithTheAnswerSoFar() {
        Ended ended = orrery("compare", "profile", "--in", series, "--m", "20", "--timeout", "0");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("out of time after");
        assertThat(ended.out().lines()).hasSize(182);
    }

    @Test
    void printsChangePoints() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        String text =
                IntStream.range(0, 2400)
                        .mapToDouble(t -> Math.sin(t * 0.25))
                        .map(x -> 0.1 * random.nextGaussian() + x)
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining("\n"));
        List<String> rows = new ArrayList<>(text.lines().toList());
        for (int t = 1200; t < 2400; t++) {
            double sine = Double.parseDouble(rows.get(t));
            rows.set(t, Double.toString(Math.signum(Math.sin(t * 0.25)) + 0.1 * sine));
        }
        String two = Files.write(folder.resolve("two.txt"), rows).toString();
        Ended ended = orrery("compare", "segment", "--in", two, "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.out().strip()).matches("\\{\"changePoints\":\\[1[12]\\d\\d\\]\\}");
        ended = orrery("compare", "segment", "--in", two, "--k", "1", "--m", "20");
        assertThat(ended.out().strip()).matches("1[12]\\d\\d");
        ended =
                orrery(
                        "compare",
                        "segment",
                        "--in",
                        two,
                        "--k",
                        "1",
                        "--method",
                        "fluss",
                        "--json");
        assertThat(ended.out().strip()).matches("\\{\"changePoints\":\\[1[12]\\d\\d\\]\\}");
        assertRefused(orrery("compare", "segment", "--in", two, "--method", "fluss"), "MISSING");
    }

    @Test
    void printsChains() {
        Ended ended = orrery("compare", "chains", "--in", series, "--m", "20", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.out().strip()).matches("\\{\"chains\":\\[\\[\\d+(,\\d+)+\\]\\]\\}");
        ended = orrery("compare", "chains", "--in", series, "--m", "20", "-k", "3");
        assertThat(ended.out().lines()).hasSize(3);
    }

    @Test
    void printsSnippets() {
        Ended ended =
                orrery(
                        "compare",
                        "snippets",
                        "--in",
                        series,
                        "--length",
                        "40",
                        "-k",
                        "1",
                        "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .matches("(?s)\\{\"snippets\":\\[\\{\"start\":\\d+,\"share\":1.0,\"area\":.*");
        assertRefused(
                orrery("compare", "snippets", "--in", series, "--length", "101"), "TOO_SHORT");
    }

    @Test
    void printsTheConsensusOfSeveralSeries() throws IOException {
        String other = file("b.txt", 60);
        Ended ended = orrery("compare", "consensus", series, other, "--m", "20", "--json");
        assertThat(ended.code()).isZero();
        assertThat(fields(ended.out())).containsExactly("series", "start", "radius");
        assertThat(orrery("compare", "consensus", series, other, "--m", "20").out())
                .contains("radius");
        assertThat(orrery("compare", "consensus", series, "--m", "20").code()).isEqualTo(2);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(orrery("compare", "profile", "--in", series, "--m", "201"), "TOO_SHORT");
        assertRefused(orrery("compare", "profile", "--in", series, "--m", "2"), "OUT_OF_RANGE");
        assertRefused(orrery("compare", "motifs", "--in", "none", "--m", "20"), "MISSING");
        assertThat(orrery("compare", "profile", "--in", series).code()).isEqualTo(2);
    }
}
