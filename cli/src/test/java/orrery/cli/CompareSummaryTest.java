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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class CompareSummaryTest {
    @TempDir private Path folder;
    private String in = "";

    @BeforeEach
    void writeSeries() throws IOException {
        in = write("set.tsv", "1\t0\t1\t0\n2\t5\t5\t8\n1\t0\t0\t1\t0\n2\t5\t6\t8\n");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Ended compare(String verb, String... options) {
        List<String> arguments = new ArrayList<>(List.of("compare", verb, "--in", in));
        arguments.addAll(List.of(options));
        return orrery(arguments.toArray(String[]::new));
    }

    @Nested
    class Matrix {
        @Test
        void printsARowForEachSeries() throws IOException {
            in = write("two.tsv", "a\t0\t0\nb\t0\t3\nc\t4\t3\n");
            Ended ended = compare("matrix", "--radius", "0", "--threads", "2");
            assertThat(ended.code()).isZero();
            assertThat(ended.err()).isEmpty();
            assertThat(ended.out()).isEqualTo("0.0,3.0,5.0\n3.0,0.0,4.0\n5.0,4.0,0.0\n");
            assertThat(compare("matrix", "--measure", "euclidean").out()).isEqualTo(ended.out());
            assertThat(compare("matrix", "--radius", "0", "--json").out())
                    .isEqualToIgnoringNewLines(
                            "{\"measure\":\"dtw\",\"rows\":3,\"columns\":3,\"distances\":"
                                    + "[[0.0,3.0,5.0],[3.0,0.0,4.0],[5.0,4.0,0.0]]}");
        }

        @Test
        void writesIntoAFile() throws IOException {
            Path file = folder.resolve("matrix.csv");
            Ended ended = compare("matrix", "--out", file.toString());
            assertThat(ended.out()).startsWith("4 by 4 distances: ");
            assertThat(Files.readAllLines(file)).hasSize(4);
            assertThat(fields(compare("matrix", "--out", file.toString(), "--json").out()))
                    .containsExactly("measure", "rows", "columns");
            Ended nowhere = compare("matrix", "--out", folder.resolve("no/such.csv").toString());
            assertRefused(nowhere, "IO");
        }

        @Test
        void takesAnotherFileAndEveryElasticMeasure() throws IOException {
            String with = write("with.tsv", "1\t0\t1\t0\n");
            for (String measure : List.of("dtw", "soft-dtw", "shape-dtw", "msm", "ddtw")) {
                Ended ended = compare("matrix", "--with", with, "--measure", measure);
                assertThat(ended.code()).as(measure).isZero();
                assertThat(ended.out().lines()).as(measure).hasSize(4);
            }
            assertRefused(
                    compare("matrix", "--with", with, "--measure", "euclidean"), "NOT_PERMITTED");
        }

        @Test
        void readsLinesWithoutLabels() throws IOException {
            in = write("plain.csv", "0,0\n\n3,0\n");
            assertThat(compare("matrix", "--unlabelled", "--radius", "0").out())
                    .isEqualTo("0.0,3.0\n3.0,0.0\n");
        }

        @Test
        void ofBadInputIsRefused() throws IOException {
            assertRefused(compare("matrix", "--threads", "0"), "OUT_OF_RANGE");
            assertRefused(compare("matrix", "--open", "1,0,0,0"), "NOT_PERMITTED");
            assertRefused(compare("matrix", "--measure", "nearest"), "UNKNOWN_KEY");
            assertRefused(compare("matrix", "--measure", "euclidean"), "LENGTH_MISMATCH");
            in = write("gap.tsv", "1\t0\tNaN\t1\n");
            assertRefused(compare("matrix"), "NOT_A_NUMBER");
            in = write("bad.tsv", "1\t0\t1\n\n2\tx\t1\n");
            assertThat(compare("matrix").err()).contains("bad.tsv:3:3");
            in = write("bad.csv", "0,1\ny,1\n");
            Ended ended = compare("matrix", "--unlabelled");
            assertRefused(ended, "NOT_A_NUMBER");
            assertThat(ended.err()).contains("bad.csv:2:1");
            in = write("empty.tsv", "\n");
            assertRefused(compare("matrix"), "EMPTY");
        }
    }

    @Nested
    class Average {
        @Test
        void printsTheBarycentre() throws IOException {
            in = write("set.tsv", "a\t0\t2\t4\na\t2\t2\t0\n");
            Ended ended = compare("average", "--radius", "0", "--json");
            assertThat(ended.code()).isZero();
            assertThat(ended.err()).isEmpty();
            assertThat(ended.out())
                    .isEqualToIgnoringNewLines(
                            "{\"barycentre\":[1.0,2.0,2.0],\"inertia\":10.0,\"iterations\":2,"
                                    + "\"settled\":true}");
            assertThat(compare("average", "--radius", "0").out()).isEqualTo("1.0\n2.0\n2.0\n");
        }

        @Test
        void takesEachMethod() {
            for (String method : List.of("dba", "ssg", "soft")) {
                Ended ended = compare("average", "--method", method, "--json");
                assertThat(ended.code()).as(method).isZero();
                assertThat(fields(ended.out()))
                        .containsExactly("barycentre", "inertia", "iterations", "settled");
            }
            assertThat(compare("average", "--measure", "msm").code()).isZero();
        }

        @Test
        void ofBadInputIsRefused() {
            assertRefused(compare("average", "--measure", "euclidean"), "NOT_PERMITTED");
            assertRefused(compare("average", "--measure", "lcss"), "NOT_PERMITTED");
            assertRefused(
                    compare("average", "--measure", "msm", "--method", "soft"), "NOT_PERMITTED");
            assertRefused(compare("average", "--iterations", "0"), "OUT_OF_RANGE");
            assertRefused(compare("average", "--tolerance", "2"), "OUT_OF_RANGE");
        }
    }

    @Nested
    class Cluster {
        @Test
        void printsLabelsAndMedoids() {
            Ended ended = compare("cluster", "-k", "2", "--json");
            assertThat(ended.code()).isZero();
            assertThat(ended.err()).isEmpty();
            assertThat(ended.out())
                    .startsWith("{\"labels\":[0,1,0,1],\"medoids\":[0,1],\"inertia\":1.0,");
            assertThat(fields(ended.out()))
                    .containsExactly("labels", "medoids", "inertia", "silhouette");
            assertThat(compare("cluster", "-k", "2").out()).isEqualTo("0\n1\n0\n1\n");
            assertThat(compare("cluster", "-k", "1", "--json").out())
                    .contains("\"silhouette\":null");
        }

        @Test
        void printsLabelsAndCentres() {
            String[] options = {"-k", "2", "--method", "kmeans", "--seed", "3", "--json"};
            Ended ended = compare("cluster", options);
            assertThat(ended.code()).isZero();
            assertThat(ended.out())
                    .containsPattern("\"labels\":\\[(0,1,0,1|1,0,1,0)]")
                    .contains("[5.0,5.5,8.0]", "\"inertia\":0.5,");
            assertThat(fields(ended.out()))
                    .containsExactly("labels", "centres", "inertia", "silhouette");
            assertThat(compare("cluster", options).out()).isEqualTo(ended.out());
        }

        @Test
        void takesEveryMeasure() {
            for (String measure : List.of("dtw", "lcss", "frechet", "soft-dtw", "shape-dtw")) {
                for (String method : List.of("kmeans", "kmedoids")) {
                    Ended ended =
                            compare(
                                    "cluster",
                                    "-k",
                                    "2",
                                    "--measure",
                                    measure,
                                    "--method",
                                    method,
                                    "--threads",
                                    "2");
                    assertThat(ended.code()).as("%s, %s", measure, method).isZero();
                }
            }
            assertThat(compare("cluster", "-k", "2", "--measure", "sbd").code()).isZero();
        }

        @Test
        void ofBadInputIsRefused() {
            assertRefused(compare("cluster", "-k", "0"), "OUT_OF_RANGE");
            assertRefused(compare("cluster", "-k", "5"), "OUT_OF_RANGE");
            assertRefused(
                    compare("cluster", "-k", "2", "--method", "kmeans", "--starts", "0"),
                    "OUT_OF_RANGE");
            assertRefused(
                    compare("cluster", "-k", "2", "--method", "kmeans", "--measure", "euclidean"),
                    "NOT_PERMITTED");
            assertRefused(compare("cluster", "-k", "2", "--measure", "nearest"), "UNKNOWN_KEY");
        }
    }
}
