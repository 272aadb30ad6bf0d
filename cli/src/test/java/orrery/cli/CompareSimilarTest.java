package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.cli.CommandLineFixture.assertRefused;
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

class CompareSimilarTest {
    @TempDir private Path folder;
    private String query = "";
    private String set = "";

    @BeforeEach
    void writeSeries() throws IOException {
        query = write("query.txt", "0\n1\n0\n0\n");
        set = write("set.tsv", "1\t0\t2\t0\t0\n2\t5\t5\t4\t5\n1\t0\t0\t1\t0\n1\t0\t1\t0\t0\n");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Ended similar(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("compare", "similar", "--query", query, "--in", set));
        arguments.addAll(List.of(options));
        return orrery(arguments.toArray(String[]::new));
    }

    @Test
    void printsTheNearestFirst() {
        Ended ended = similar("--threshold", "1", "--json");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .isEqualToIgnoringNewLines(
                        "{\"matches\":[{\"index\":2,\"label\":\"1\",\"distance\":0.0},"
                                + "{\"index\":3,\"label\":\"1\",\"distance\":0.0},"
                                + "{\"index\":0,\"label\":\"1\",\"distance\":1.0}]}");
        assertThat(similar("--threshold", "1", "-k", "1").out())
                .isEqualToIgnoringNewLines("2 1 0.0");
    }

    @Test
    void takesAWindowAndOtherMeasures() {
        assertThat(similar("--threshold", "0", "--radius", "0").out())
                .isEqualToIgnoringNewLines("3 1 0.0");
        for (String measure : List.of("euclidean", "msm", "shape-dtw", "twe")) {
            assertThat(similar("--threshold", "0.1", "--measure", measure).code())
                    .as(measure)
                    .isZero();
        }
    }

    @Test
    void endsWithOneIfNothingIsAlike() throws IOException {
        query = write("far.txt", "90\n91\n90\n90\n");
        Ended ended = similar("--threshold", "1", "--json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEqualToIgnoringNewLines("{\"matches\":[]}");
    }

    @Test
    void ofBadInputIsRefused() throws IOException {
        assertRefused(similar("--threshold", "-1"), "OUT_OF_RANGE");
        assertRefused(similar("--threshold", "1", "-k", "0"), "OUT_OF_RANGE");
        assertRefused(similar("--threshold", "1", "--measure", "sbd"), "NOT_PERMITTED");
        assertRefused(similar("--threshold", "1", "--open", "1,0,0,0"), "NOT_PERMITTED");
        assertRefused(similar("--threshold", "1", "--measure", "nearest"), "UNKNOWN_KEY");
        query = write("short.txt", "1\n2\n");
        assertRefused(similar("--threshold", "1", "--measure", "euclidean"), "LENGTH_MISMATCH");
    }
}
