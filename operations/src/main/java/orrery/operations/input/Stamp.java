package orrery.operations.input;

import java.math.BigDecimal;
import java.math.RoundingMode;
import orrery.operations.configuration.TimeUnit;
import orrery.timeline.Refusal;

/// Times in text, read to nanoseconds since 1970 without allocation.
///
/// Either a number in a unit that is given, or told from the size of the first number read; or a
/// date, `2014-07-01` or `2014/07/01`, with or without a time of day `00:00[:00[.123456789]]`
/// behind a blank or a `T`, with or without a zone `Z`, `UTC`, `+02:00`, `+0200`, `+02`. Without a
/// zone it is UTC. Years 1678 to 2261.
final class Stamp {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int YEAR_MIN = 1678;
    private static final int YEAR_MAX = 2261;

    private TimeUnit unit;
    private char[] text = {};
    private int at;
    private int end;

    Stamp(TimeUnit unit) {
        this.unit = unit;
    }

    /// @throws Refusal SYNTAX for text that is no time, OUT_OF_RANGE for a time that does not fit
    long parse(char[] chars, int offset, int length) {
        text = chars;
        at = offset;
        end = offset + length;
        while (at < end && text[at] <= ' ') {
            at++;
        }
        while (end > at && text[end - 1] <= ' ') {
            end--;
        }
        int from = at;
        boolean negative = at < end && text[at] == '-';
        if (negative) {
            at++;
        }
        long whole = 0;
        int digits = at;
        while (at < end && isDigit(text[at]) && at - digits < 19) {
            whole = 10 * whole + (text[at++] - '0');
        }
        if (at == digits || whole < 0) {
            throw noTime(from);
        }
        if (at == end || text[at] == '.') {
            return number(negative, whole, from);
        }
        if (!negative && at - digits == 4 && (text[at] == '-' || text[at] == '/')) {
            return date(whole, from);
        }
        return scientific(from);
    }

    private long number(boolean negative, long whole, int from) {
        long unitNs = unitNs(whole);
        long ns = 0;
        if (at < end) {
            ns = fraction(unitNs, from);
        }
        if (at < end) {
            return scientific(from);
        }
        if (whole > (Long.MAX_VALUE - ns) / unitNs) {
            throw outOfRange(from);
        }
        ns += whole * unitNs;
        return negative ? -ns : ns;
    }

    private long unitNs(long first) {
        if (unit == TimeUnit.AUTO) {
            unit =
                    first < 100_000_000_000L
                            ? TimeUnit.S
                            : first < 100_000_000_000_000L
                                    ? TimeUnit.MS
                                    : first < 100_000_000_000_000_000L ? TimeUnit.US : TimeUnit.NS;
        }
        return switch (unit) {
            case S -> 1_000_000_000L;
            case MS -> 1_000_000L;
            case US -> 1_000L;
            case NS, AUTO -> 1L;
        };
    }

    /// Reads a point (or comma) and digits; what is below a nanosecond must be zeros.
    private long fraction(long unitNs, int from) {
        at++;
        long ns = 0;
        long place = unitNs;
        int first = at;
        while (at < end && isDigit(text[at])) {
            int digit = text[at++] - '0';
            place /= 10;
            if (place == 0 && digit != 0) {
                throw new Refusal(
                        Refusal.Code.SYNTAX,
                        "the time " + shown(from) + " is finer than a nanosecond",
                        "cut it to nanoseconds");
            }
            ns += place * digit;
        }
        if (at == first) {
            throw noTime(from);
        }
        return ns;
    }

    private long scientific(int from) {
        String written = new String(text, from, end - from);
        if (!written.matches("-?[0-9]+(\\.[0-9]+)?[eE][+-]?[0-9]{1,2}")) {
            throw noTime(from);
        }
        BigDecimal value = new BigDecimal(written);
        long whole = value.setScale(0, RoundingMode.DOWN).abs().longValue();
        BigDecimal ns = value.multiply(BigDecimal.valueOf(unitNs(whole)));
        if (ns.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw outOfRange(from);
        }
        return ns.setScale(0, RoundingMode.HALF_EVEN).longValue();
    }

    private long date(long year, int from) {
        char separator = text[at++];
        int month = number(1, 12, from);
        if (at == end || text[at++] != separator) {
            throw noTime(from);
        }
        int day = number(1, daysOfMonth((int) year, month), from);
        long ns = 0;
        if (at < end && (text[at] == ' ' || text[at] == 'T' || text[at] == 't')) {
            at++;
            ns = timeOfDay(from);
        }
        if (at < end) {
            ns -= zone(from);
        }
        if (year < YEAR_MIN || year > YEAR_MAX) {
            throw outOfRange(from);
        }
        return daysSince1970(year, month, day) * DAY_NS + ns;
    }

    private long timeOfDay(int from) {
        int hour = number(0, 23, from);
        if (at == end || text[at++] != ':') {
            throw noTime(from);
        }
        int minute = number(0, 59, from);
        int second = 0;
        long ns = 0;
        if (at < end && text[at] == ':') {
            at++;
            second = number(0, 59, from);
            if (at < end && (text[at] == '.' || text[at] == ',')) {
                ns = fraction(1_000_000_000L, from);
            }
        }
        return ((hour * 60L + minute) * 60 + second) * 1_000_000_000L + ns;
    }

    private long zone(int from) {
        while (at < end && text[at] == ' ') {
            at++;
        }
        int left = end - at;
        if ((left == 1 && (text[at] == 'Z' || text[at] == 'z')) || (left == 3 && isUtc())) {
            at = end;
            return 0;
        }
        if (left < 3 || (text[at] != '+' && text[at] != '-')) {
            throw noTime(from);
        }
        int sign = text[at++] == '-' ? -1 : 1;
        int hours = twoDigits(18, from);
        int minutes = 0;
        if (at < end) {
            at += text[at] == ':' ? 1 : 0;
            minutes = twoDigits(59, from);
        }
        if (at < end) {
            throw noTime(from);
        }
        return sign * (hours * 60L + minutes) * 60_000_000_000L;
    }

    private boolean isUtc() {
        return (text[at] == 'U' && text[at + 1] == 'T' && text[at + 2] == 'C')
                || (text[at] == 'G' && text[at + 1] == 'M' && text[at + 2] == 'T');
    }

    private int twoDigits(int most, int from) {
        if (end - at < 2 || !isDigit(text[at]) || !isDigit(text[at + 1])) {
            throw noTime(from);
        }
        return number(0, most, from);
    }

    /// One or two digits.
    private int number(int least, int most, int from) {
        if (at == end || !isDigit(text[at])) {
            throw noTime(from);
        }
        int number = text[at++] - '0';
        if (at < end && isDigit(text[at])) {
            number = 10 * number + text[at++] - '0';
        }
        if (number < least || number > most) {
            throw noTime(from);
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int daysOfMonth(int year, int month) {
        return switch (month) {
            case 4, 6, 9, 11 -> 30;
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            default -> 31;
        };
    }

    /// Days of the Gregorian calendar: years are counted from March, so that the leap day is last.
    private static long daysSince1970(long year, int month, int day) {
        long y = month > 2 ? year : year - 1;
        long m = month > 2 ? month - 3L : month + 9L;
        return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
    }

    private Refusal noTime(int from) {
        return new Refusal(
                Refusal.Code.SYNTAX,
                "the time is " + shown(from),
                "write 2014-07-01T00:00:00Z, 2014-07-01 00:00:00, or digits since 1970");
    }

    private Refusal outOfRange(int from) {
        return new Refusal(
                Refusal.Code.OUT_OF_RANGE,
                "the time is " + shown(from),
                "use years " + YEAR_MIN + " to " + YEAR_MAX + ", or set input.time_unit");
    }

    private String shown(int from) {
        return Decimal.shown(new String(text, from, end - from));
    }
}
