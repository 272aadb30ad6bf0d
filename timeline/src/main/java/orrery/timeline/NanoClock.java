package orrery.timeline;

/// The only source of time. Everything that must be replayed takes one of these.
///
/// Threads: implementations are safe for use by many threads.
public interface NanoClock {
    /// Nanoseconds since some fixed instant; never goes back. Only differences have meaning, and
    /// they are compared as `a - b < 0`.
    long nanoTime();

    /// Nanoseconds since 1970-01-01T00:00Z. May step when the machine's clock is set.
    long epochNs();

    /// The clocks of this machine. One reading costs about 25 ns.
    static NanoClock system() {
        return SystemClock.INSTANCE;
    }
}
