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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class CompareSearchTest {
    @TempDir private Path folder;
    private String query = "";
    private String series = "";

    @BeforeEach
    void writeSeries() throws IOException {
        series = write("t.txt", 0, 300);
        query = write("q.txt", 120, 150);
    }

    private String write(String name, int from, int to) throws IOException {
        String text =
                IntStream.range(from, to)
                        .mapToObj(i -> Double.toString(Math.sin(i * i / 500.0)))
                        .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Ended search(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("compare", "search", "--query", query, "--in", series));
        arguments.addAll(List.of(options));
        return orrery(arguments.toArray(String[]::new));
    }

    @Test
    void findsTheQueryWhereItWasTaken() {
        Ended ended = search();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("120 ");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void printsMatchesAndWhatWasPruned() {
        Ended ended = search("--measure", "euclidean", "-k", "3", "--exclusion", "10", "--json");
        assertThat(ended.code()).isZero();
        assertThat(fields(ended.out())).containsExactly("matches", "pruned", "complete");
        assertThat(ended.out())
                .contains("{\"matches\":[{\"start\":120,\"distance\":")
                .contains("\"windows\":271");
    }

    @Test
    void isNoWhereNothingIsInRange() throws IOException {
        query = Files.writeString(folder.resolve("z.txt"), "1\n-1\n".repeat(20)).toString();
        Ended ended = search("--range", "0.1", "--json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("\"matches\":[]");
    }

    @Test
    void ofBadInputIsRefused() throws IOException {
        assertRefused(search("--radius", "-1"), "OUT_OF_RANGE");
        assertRefused(search("--radius", "1", "--window-fraction", "0.1"), "NOT_PERMITTED");
        assertRefused(search("--window-fraction", "1.5"), "OUT_OF_RANGE");
        assertRefused(search("-k", "0"), "OUT_OF_RANGE");
        assertRefused(search("--query-length", "31"), "OUT_OF_RANGE");
        query = write("long.txt", 0, 301);
        assertRefused(search(), "TOO_LONG");
    }
}
