package orrery.operations.configuration.internal;

import java.util.OptionalLong;

/// Spans of time as they are written in a configuration: a whole number and a unit, `10s`, `5min`.
public final class TimeSpan {
    /// The units, as a reader is told them.
    public static final String UNITS = "ns, us, ms, s, min, h or d";

    private static final String[] NAMES = {"d", "h", "min", "s", "ms", "us", "ns"};
    private static final long[] SIZES_NS = {
        86_400_000_000_000L,
        3_600_000_000_000L,
        60_000_000_000L,
        1_000_000_000L,
        1_000_000L,
        1_000L,
        1L
    };

    private TimeSpan() {}

    /// Reads a span.
    ///
    /// @return nanoseconds; empty where the text is no span or does not fit 292 years
    public static OptionalLong parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 18) {
            return OptionalLong.empty();
        }
        String unit = text.substring(digits).strip();
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(unit)) {
                long count = Long.parseLong(text, 0, digits, 10);
                return count > Long.MAX_VALUE / SIZES_NS[i]
                        ? OptionalLong.empty()
                        : OptionalLong.of(count * SIZES_NS[i]);
            }
        }
        return OptionalLong.empty();
    }

    /// Writes a span in the largest unit that divides it.
    ///
    /// @param ns 0 or more
    public static String print(long ns) {
        int i = 0;
        while (ns == 0 ? i < 3 : ns % SIZES_NS[i] != 0) {
            i++;
        }
        return ns / SIZES_NS[i] + NAMES[i];
    }
}
