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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class CompareDistanceTest {
    @TempDir private Path folder;
    private String a = "";
    private String b = "";

    @BeforeEach
    void writeSeries() throws IOException {
        a = Files.writeString(folder.resolve("a.txt"), "1\n2\n3\n4\n").toString();
        b = Files.writeString(folder.resolve("b.txt"), "1\n3\n3\n5\n").toString();
    }

    private Ended distance(String... options) {
        List<String> arguments = new ArrayList<>(List.of("compare", "distance", a, b));
        arguments.addAll(List.of(options));
        return orrery(arguments.toArray(String[]::new));
    }

    @Test
    void isTheRootOfTheCostOfDtw() {
        Ended ended = distance("--measure", "dtw", "--radius", "1", "--path", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .isEqualToIgnoringNewLines(
                        "{\"measure\":\"dtw\",\"distance\":1.4142135623730951,\"cost\":2.0,"
                                + "\"path\":[[0,0],[1,1],[2,2],[3,3]]}");
        assertThat(fields(distance("--json").out())).containsExactly("measure", "distance", "cost");
    }

    @Test
    void isThereForEveryMeasure() {
        String names =
                "euclidean squared-euclidean manhattan minkowski chebyshev cosine correlation sbd dtw"
                        + " ddtw wdtw wddtw adtw lcss erp edr msm twe soft-dtw shape-dtw frechet";
        for (String name : List.of(names.split(" ", -1))) {
            Ended ended = distance("--measure", name, "--normalise", "z");
            assertThat(ended.code()).as(name + ended.err()).isZero();
            assertThat(Double.parseDouble(ended.out().strip())).as(name).isNotNegative();
        }
    }

    @Test
    void comesOfColumnsAndOfSeveralChannels() throws IOException {
        Path file = Files.writeString(folder.resolve("c.csv"), "u,v\n1,0\n2,1\n3,0\n");
        String csv = file.toString();
        Ended ended =
                orrery("compare", "distance", csv, csv, "--column", "u", "--column", "v", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("\"distance\":0.0");
    }

    @Test
    void isThereInTheFormsOfOtherLibraries() {
        assertCost(2.0, "--measure", "erp", "--cost", "squared", "--border", "paired");
        assertCost(3.0, "--measure", "twe", "--border", "segments", "--lambda", "9");
        assertCost(1.0, "--measure", "ddtw", "--slope-ends", "repeated");
        assertCost(2.0, "--measure", "msm", "--channel-norm", "each");
        assertCost(0.5, "--measure", "lcss", "--channel-norm", "each");
        assertRefused(distance("--measure", "twe", "--border", "paired"), "NOT_PERMITTED");
        assertRefused(distance("--measure", "erp", "--border", "segments"), "NOT_PERMITTED");
    }

    private void assertCost(double cost, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--json");
        Ended ended = distance(all.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("\"cost\":" + cost + "}");
    }

    @Test
    void isNoWhereItIsOverTheCutOff() {
        Ended ended = distance("--cutoff", "1");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("more than 1.0");
        assertThat(distance("--cutoff", "1", "--json").out()).contains("\"distance\":null");
    }

    @Test
    void ofBadInputIsRefused() throws IOException {
        assertRefused(distance("--measure", "nearest"), "UNKNOWN_KEY");
        assertRefused(distance("--radius", "-1"), "OUT_OF_RANGE");
        assertRefused(distance("--radius", "1", "--itakura", "2"), "NOT_PERMITTED");
        assertRefused(distance("--window-fraction", "2"), "OUT_OF_RANGE");
        assertRefused(distance("--measure", "euclidean", "--radius", "1"), "NOT_PERMITTED");
        assertRefused(distance("--measure", "euclidean", "--path"), "NOT_PERMITTED");
        assertRefused(distance("--measure", "soft-dtw", "--path"), "NOT_PERMITTED");
        assertRefused(distance("--open", "1,2"), "WRONG_TYPE");
        b = Files.writeString(folder.resolve("x.txt"), "1\nx\n").toString();
        Ended ended = distance();
        assertRefused(ended, "NOT_A_NUMBER");
        assertThat(ended.err()).contains("x.txt:2:1");
        b = Files.writeString(folder.resolve("n.txt"), "1\nNaN\n").toString();
        assertRefused(distance(), "NOT_A_NUMBER");
        b = Files.writeString(folder.resolve("s.txt"), "1\n").toString();
        assertRefused(distance("--measure", "euclidean"), "LENGTH_MISMATCH");
    }
}
