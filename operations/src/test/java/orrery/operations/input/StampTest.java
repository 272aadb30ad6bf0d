package orrery.operations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.operations.configuration.TimeUnit;
import orrery.timeline.Refusal;

class StampTest {
    private static final long SECOND = 1_000_000_000L;

    @Nested
    class Dates {
        @Test
        void areReadInTheNotationsOfTheRealFiles() {
            assertThat(parse("2014-07-01 00:00:00")).isEqualTo(1_404_172_800L * SECOND);
            assertThat(parse("2023-11-16 18:15:46.6805900"))
                    .isEqualTo(
                            Instant.parse("2023-11-16T18:15:46Z").getEpochSecond() * SECOND
                                    + 680_590_000);
            assertThat(parse("2014/07/01 00:30")).isEqualTo(1_404_174_600L * SECOND);
            assertThat(parse("2014/7/1 0:30")).isEqualTo(1_404_174_600L * SECOND);
            assertThat(parse("2014-07-01")).isEqualTo(1_404_172_800L * SECOND);
            assertThat(parse(" 2014-07-01T00:00:00Z ")).isEqualTo(1_404_172_800L * SECOND);
            assertThat(parse("2014-07-01T02:00:00+02:00")).isEqualTo(1_404_172_800L * SECOND);
            assertThat(parse("2014-06-30 19:30:00,5-0430"))
                    .isEqualTo(1_404_172_800L * SECOND + SECOND / 2);
            assertThat(parse("2014-07-01 02:00 +02")).isEqualTo(1_404_172_800L * SECOND);
            assertThat(parse("2014-07-01 00:00:00 UTC")).isEqualTo(1_404_172_800L * SECOND);
            assertThat(parse("2014-07-01t00:00:00.000000000z")).isEqualTo(1_404_172_800L * SECOND);
        }

        @Test
        void equalThoseOfTheJdk() {
            SplittableRandom random = new SplittableRandom(11);
            DateTimeFormatter blank = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS");
            for (int i = 0; i < 5000; i++) {
                long second = random.nextLong(-9_214_000_000L, 9_214_000_000L);
                int ns = random.nextInt(1_000_000_000);
                LocalDateTime time = LocalDateTime.ofEpochSecond(second, ns, ZoneOffset.UTC);
                ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1080, 1081));
                OffsetDateTime there = time.atOffset(ZoneOffset.UTC).withOffsetSameInstant(zone);
                long expected = second * SECOND + ns;
                assertThat(parse(time.format(blank))).as("seed 11: %s", time).isEqualTo(expected);
                assertThat(parse(there.toString())).as("seed 11: %s", there).isEqualTo(expected);
            }
        }

        @Test
        void existInTheCalendar() {
            assertThat(parse("2024-02-29")).isEqualTo(parse("2024-03-01") - 86_400 * SECOND);
            for (String text :
                    List.of("2023-02-29", "1900-02-29", "2014-04-31", "2014-13-01", "2014-00-01")) {
                assertThat(refusal(text).code()).as(text).isEqualTo(Refusal.Code.SYNTAX);
            }
            assertThat(parse("2000-02-29")).isEqualTo(951_782_400L * SECOND);
        }
    }

    @Nested
    class Numbers {
        @Test
        void haveTheUnitThatTheFirstOneTells() {
            long expected = 1_404_172_800L * SECOND;
            assertThat(parse("1404172800")).isEqualTo(expected);
            assertThat(parse("1404172800000")).isEqualTo(expected);
            assertThat(parse("1404172800000000")).isEqualTo(expected);
            assertThat(parse("1404172800000000000")).isEqualTo(expected);
            assertThat(parse("9223372036")).isEqualTo(9_223_372_036L * SECOND);
            assertThat(parse("100000000000")).isEqualTo(100_000_000L * SECOND);
            assertThat(parse("100000000000000")).isEqualTo(100_000_000L * SECOND);
        }

        @Test
        void keepTheUnitOfTheFirstOne() {
            Stamp stamp = new Stamp(TimeUnit.AUTO);
            assertThat(parse(stamp, "0")).isZero();
            assertThat(parse(stamp, "300")).isEqualTo(300 * SECOND);
            Stamp millis = new Stamp(TimeUnit.AUTO);
            parse(millis, "1404172800000");
            assertThat(parse(millis, "5")).isEqualTo(5_000_000);
        }

        @Test
        void mayHaveAFractionASignOrAnExponent() {
            assertThat(parse("1404172800.123456789")).isEqualTo(1_404_172_800_123_456_789L);
            assertThat(parse("1404172800.1234567890")).isEqualTo(1_404_172_800_123_456_789L);
            assertThat(parse("-1.5")).isEqualTo(-3 * SECOND / 2);
            assertThat(parse("1.4041728e+09")).isEqualTo(1_404_172_800L * SECOND);
            assertThat(parse(new Stamp(TimeUnit.MS), "1.5")).isEqualTo(1_500_000);
            assertThat(parse(new Stamp(TimeUnit.NS), "9223372036854775807"))
                    .isEqualTo(Long.MAX_VALUE);
        }
    }

    @Nested
    class Refuses {
        @Test
        void whatIsNoTime() {
            for (String text :
                    List.of(
                            "",
                            " ",
                            "abc",
                            "12:30",
                            "-",
                            "2014-07",
                            "2014-07-",
                            "2014-07-01T",
                            "2014-07-01 1",
                            "2014-07-01 24:00:00",
                            "2014-07-01 00:60",
                            "2014-07-01 00:00:60",
                            "2014-07-01 00:00:00 CEST",
                            "2014-07-01 00:00:00+2",
                            "2014-07/01",
                            "2014-07-01 00:00:00.",
                            "1.",
                            "1.2.3",
                            "1e",
                            "07/01/2014 00:00",
                            "2014-07-01 00:00:00+19:00",
                            "2014-07-01 00:00:00+02:00x",
                            "99999999999999999999",
                            "2014-07-01 00:00:00.1234567891")) {
                assertThat(refusal(text).code()).as(text).isEqualTo(Refusal.Code.SYNTAX);
            }
        }

        @Test
        void whatDoesNotFit() {
            assertThat(parse("2261-12-31")).isPositive();
            assertThat(parse("1678-01-01")).isNegative();
            for (String text : List.of("2262-01-01", "1677-12-31", "0000-01-01")) {
                assertThat(refusal(text).code()).as(text).isEqualTo(Refusal.Code.OUT_OF_RANGE);
            }
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class,
                                            () -> parse(new Stamp(TimeUnit.S), "9223372037"))
                                    .code())
                    .isEqualTo(Refusal.Code.OUT_OF_RANGE);
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class,
                                            () -> parse(new Stamp(TimeUnit.S), "1e30"))
                                    .code())
                    .isEqualTo(Refusal.Code.OUT_OF_RANGE);
        }
    }

    private static long parse(String text) {
        return parse(new Stamp(TimeUnit.AUTO), text);
    }

    private static long parse(Stamp stamp, String text) {
        char[] chars = ("##" + text + "##").toCharArray();
        return stamp.parse(chars, 2, text.length());
    }

    private static Refusal refusal(String text) {
        return catchThrowableOfType(Refusal.class, () -> parse(text));
    }
}
