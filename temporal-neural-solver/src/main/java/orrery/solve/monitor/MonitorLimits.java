package orrery.solve.monitor;

import orrery.timeline.Refusal;

/// What a monitor may hold.
///
/// @param samplesPerWindow the most rows of distinct times inside a window that is bounded by time,
///     1 to 1,000,000; 4,096 by default
/// @param bytesMax the most memory, 1 kB to 64 GB; 256 MB by default
public record MonitorLimits(int samplesPerWindow, long bytesMax) {
    /// The defaults.
    public static final MonitorLimits STANDARD = new MonitorLimits(4096, 256L << 20);

    /// @throws Refusal OUT_OF_RANGE for a number outside its range
    public MonitorLimits {
        if (samplesPerWindow < 1 || samplesPerWindow > 1_000_000) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "samplesPerWindow is " + samplesPerWindow,
                    "use 1 to 1000000");
        }
        if (bytesMax < 1024 || bytesMax > 64L << 30) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "bytesMax is " + bytesMax,
                    "use 1024 to " + (64L << 30));
        }
    }
}
