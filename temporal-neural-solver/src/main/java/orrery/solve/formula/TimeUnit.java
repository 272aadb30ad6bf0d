package orrery.solve.formula;

import java.util.Optional;

/// The units of time that bounds may carry.
enum TimeUnit {
    DAY("d", 86_400_000_000_000L),
    HOUR("h", 3_600_000_000_000L),
    MINUTE("min", 60_000_000_000L),
    SECOND("s", 1_000_000_000L),
    MILLISECOND("ms", 1_000_000L),
    MICROSECOND("us", 1_000L),
    NANOSECOND("ns", 1L);

    final String symbol;
    final long ns;

    TimeUnit(String symbol, long ns) {
        this.symbol = symbol;
        this.ns = ns;
    }

    static Optional<TimeUnit> of(String symbol) {
        for (TimeUnit unit : values()) {
            if (unit.symbol.equals(symbol)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /// The shortest exact text of a time, for example `5min`.
    static String text(long ns) {
        for (TimeUnit unit : values()) {
            if (ns != 0 && ns % unit.ns == 0) {
                return ns / unit.ns + unit.symbol;
            }
        }
        return "0ns";
    }
}
