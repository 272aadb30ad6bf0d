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

class CompareClassifyTest {
    @TempDir private Path folder;
    private String train = "";
    private String test = "";

    @BeforeEach
    void writeSeries() throws IOException {
        train = write("train.tsv", "1\t0\t1\t0\t0\n2\t5\t5\t4\t5\n1\t0\t0\t2\t0\n2\t5\t6\t5\t5\n");
        test = write("test.tsv", "1\t0\t0\t1\t0\n2\t5\t5\t5\t6\n2\t0\t0\t0\t0\n");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Ended classify(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("compare", "classify", "--train", train, "--test", test));
        arguments.addAll(List.of(options));
        return orrery(arguments.toArray(String[]::new));
    }

    @Test
    void countsCasesAndErrors() {
        Ended ended = classify("--window-fraction", "0.1", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith(
                        "{\"cases\":3,\"errors\":1,\"errorRate\":0.3333333333333333,\"pruned\":")
                .contains("{\"candidates\":12,\"kim\":", "\"keogh\":", "\"enhanced\":")
                .contains("\"webb\":", "\"compared\":");
        assertThat(classify().out()).contains("3 cases, 1 errors, error rate 0.3333");
    }

    @Test
    void takesAnyMeasure() {
        for (String measure : List.of("euclidean", "msm", "soft-dtw", "shape-dtw", "sbd")) {
            assertThat(classify("--measure", measure).code()).as(measure).isZero();
        }
    }

    @Test
    void learnsTheWindow() {
        Ended ended = classify("--learn-window", "--json");
        assertThat(ended.code()).isZero();
        assertThat(fields(ended.out()))
                .containsExactly(
                        "cases", "errors", "errorRate", "windowPercent", "radius", "pruned");
        assertThat(fields(classify("--measure", "euclidean", "--json").out()))
                .containsExactly("cases", "errors", "errorRate");
    }

    @Test
    void ofBadInputIsRefused() throws IOException {
        assertRefused(classify("--measure", "euclidean", "--learn-window"), "NOT_PERMITTED");
        assertRefused(classify("--measure", "nearest"), "UNKNOWN_KEY");
        test = write("bad.tsv", "1\t0\t1\n2\tx\t1\n");
        Ended ended = classify();
        assertRefused(ended, "NOT_A_NUMBER");
        assertThat(ended.err()).contains("bad.tsv:2:3");
    }
}
