package orrery.operations.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.operations.Runs;
import orrery.operations.replay.Progress;
import orrery.timeline.Refusal;

class QualityTableTest {
    @TempDir private Path folder = Path.of("");

    private Path csv(String name, double... values) {
        StringBuilder text = new StringBuilder("time,value\n");
        for (int i = 0; i < values.length; i++) {
            text.append(i).append(',').append(values[i]).append('\n');
        }
        Runs.write(folder.resolve(name), text.toString());
        return folder.resolve(name);
    }

    @Nested
    class OnMadeUpTraces {
        @Test
        void breaksNoRuleAndNamesEveryFigure() {
            Locale here = Locale.getDefault();
            try {
                Locale.setDefault(Locale.GERMANY);
                QualityTable table =
                        QualityTable.of(
                                List.of(
                                        csv("a.csv", Runs.demand(400, 1)),
                                        csv("b.csv", Runs.demand(400, 2))),
                                Progress.silent());
                assertThat(table.breaches()).isZero();
                double a = table.least("hpaGate");
                assertThat(table.geometricMean("hpaGate")).isGreaterThanOrEqualTo(a);
                List<List<String>> rows = table.rows();
                assertThat(rows).hasSize(4);
                assertThat(rows).allMatch(row -> row.size() == rows.getFirst().size());
                assertThat(rows.get(1)).startsWith("a").anyMatch(c -> c.matches("\\d+\\.\\d\\d"));
                assertThat(table.json())
                        .contains("\"trace\":\"a\"", "\"geometricMeans\":{\"hpaGate\":")
                        .endsWith("\"breaches\":0}");
            } finally {
                Locale.setDefault(here);
            }
        }

        @Test
        void ofNoFilesIsEmpty() {
            QualityTable table = QualityTable.of(List.of(), Progress.silent());
            assertThat(table.geometricMean("hpaGate")).isNaN();
            assertThat(table.least("hpaGate")).isNaN();
            assertThat(table.rows()).hasSize(2);
        }
    }

    @Nested
    class ATrace {
        @Test
        void isScaledToAMedianOfTwelve() {
            double[] demand = Trace.of("x", new double[] {-5, 0, 1, 2, 3}).demand();
            assertThat(demand).startsWith(0, 0, 6, 12);
            assertThat(demand[4]).isEqualTo(18);
        }

        @Test
        void isCutAtOneAndAHalfTimesItsHighQuantile() {
            double[] values = new double[4_500];
            Arrays.fill(values, 1);
            values[7] = 1_000;
            Trace trace = Trace.of("x", values);
            assertThat(Arrays.stream(trace.demand()).max().orElse(0)).isEqualTo(18);
            assertThat(trace.max()).isEqualTo(24);
            assertThat(trace.stepUp()).isEqualTo(6);
            assertThat(trace.stepDown()).isEqualTo(3);
        }

        @Test
        void hasAtMostFourThousandFiveHundredRows() {
            double[] values = new double[5_000];
            Arrays.fill(values, 3);
            values[4_600] = 1e9;
            assertThat(Trace.read(csv("long.csv", values)).demand())
                    .hasSize(4_500)
                    .containsOnly(12);
        }

        @Test
        void isRefusedWithoutANumberInEachRow() {
            for (String bad : List.of("x", "", "NaN", "Infinity")) {
                Runs.write(folder.resolve("bad.csv"), "t,v\n1,2\n2," + bad + "\n");
                assertThat(refusal(folder.resolve("bad.csv")).code())
                        .as(bad)
                        .isEqualTo(Refusal.Code.NOT_A_NUMBER);
            }
        }

        @Test
        void isRefusedWithoutAPositiveValue() {
            assertThat(refusal(csv("none.csv")).code()).isEqualTo(Refusal.Code.EMPTY);
            assertThat(refusal(csv("zero.csv", 0, -1)).code()).isEqualTo(Refusal.Code.EMPTY);
        }

        private static Refusal refusal(Path file) {
            return catchThrowableOfType(Refusal.class, () -> Trace.read(file));
        }
    }

    /// Public files that are not part of the project; left out where they are missing.
    @Test
    void keepsItsLeadOnRealTraces() {
        QualityTable table = QualityTable.of(realTraces(), Progress.silent());
        String figures = table.rows().toString();
        assertThat(table.geometricMean("hpaGate")).as(figures).isGreaterThanOrEqualTo(2.6);
        assertThat(table.geometricMean("staticP999")).as(figures).isGreaterThanOrEqualTo(7);
        assertThat(table.geometricMean("hpaBest")).as(figures).isGreaterThanOrEqualTo(1.3);
        assertThat(table.least("bestExpert")).as(figures).isGreaterThanOrEqualTo(0.8);
        assertThat(table.breaches()).isZero();
    }

    private static List<Path> realTraces() {
        List<Path> files = new ArrayList<>();
        for (String name :
                List.of(
                        "realKnownCause/nyc_taxi",
                        "realTweets/Twitter_volume_AAPL",
                        "realTweets/Twitter_volume_AMZN",
                        "realTweets/Twitter_volume_IBM",
                        "realTweets/Twitter_volume_FB",
                        "realTweets/Twitter_volume_KO",
                        "realAWSCloudwatch/ec2_network_in_257a54",
                        "realAWSCloudwatch/rds_cpu_utilization_e47b3b",
                        "realAWSCloudwatch/ec2_cpu_utilization_825cc2",
                        "realTraffic/occupancy_6005")) {
            for (String up : List.of("..", "../..")) {
                Path file = Path.of(up, "shared/data/aiops/nab/data", name + ".csv");
                if (Files.isRegularFile(file)) {
                    files.add(file);
                    break;
                }
            }
        }
        String reason = "left out: there is no shared/data/aiops/nab/data beside this project";
        if (files.size() < 10) {
            System.out.println(reason);
        }
        assumeTrue(files.size() == 10, reason);
        return files;
    }
}
