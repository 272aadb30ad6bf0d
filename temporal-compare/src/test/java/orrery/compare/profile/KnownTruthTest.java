package orrery.compare.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.compare.OracleCase;

/// Series whose unusual places are known from outside.
class KnownTruthTest {
    private static List<Discord> discords(double[] series, int window, int count) {
        return MatrixProfile.of(series, ProfileSettings.ofWindow(window)).discords(count);
    }

    @Test
    void thePublishedDiscordOfAnElectrocardiogram() {
        double[] series = OracleCase.numbers("long/ecg0606_1.csv");
        assertThat(discords(series, 120, 1).getFirst().start()).isEqualTo(430);
    }

    @Test
    void theOnlyAbnormalBeatInTheFirstMinutesOfAnElectrocardiogram() {
        double[] series = Arrays.copyOf(OracleCase.numbers("long/mitdb100_MLII.txt"), 65_536);
        assertThat(discords(series, 360, 1).getFirst().start()).isEqualTo(2044);
    }

    @Test
    void theOnlyVentricularBeatOfAnElectrocardiogram() {
        double[] series = OracleCase.numbers("long/mitdb100_MLII.txt");
        double[] part = Arrays.copyOfRange(series, 520_000, 520_000 + 65_536);
        int start = 520_000 + discords(part, 256, 1).getFirst().start();
        assertThat(start).isEqualTo(546_598);
        assertThat(546_792).isBetween(start, start + 255);
    }

    @Test
    void theHolidaysAndTheStormInTheTaxisOfNewYork() {
        List<String> lines = OracleCase.lines("nab/nyc_taxi.csv");
        List<String> rows = lines.subList(1, lines.size());
        double[] series =
                rows.stream().mapToDouble(row -> Double.parseDouble(row.substring(20))).toArray();
        String[][] labelled = {
            {"2014-10-30 15:30:00", "2014-11-03 22:30:00"},
            {"2014-11-25 12:00:00", "2014-11-29 19:00:00"},
            {"2014-12-23 11:30:00", "2014-12-27 18:30:00"},
            {"2014-12-29 21:30:00", "2015-01-03 04:30:00"},
            {"2015-01-24 20:30:00", "2015-01-29 03:30:00"},
        };
        for (Discord discord : discords(series, 100, 3)) {
            String first = rows.get(discord.start()).substring(0, 19);
            String last = rows.get(discord.start() + 99).substring(0, 19);
            assertThat(List.of(labelled))
                    .anySatisfy(span -> {
                        assertThat(first).isLessThanOrEqualTo(span[1]);
                        assertThat(last).isGreaterThanOrEqualTo(span[0]);
                    });
        }
    }
}
