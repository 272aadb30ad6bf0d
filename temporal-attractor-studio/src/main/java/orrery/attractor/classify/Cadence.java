package orrery.attractor.classify;

import orrery.timeline.Refusal;

/// When a stream is analysed and when the answer counts.
///
/// @param hop a window is due every so many samples, 1 to 1,048,576, once the first is full
/// @param lag the answer for the window that ended at sample t is published at sample t + lag,
///     0 to hop
public record Cadence(int hop, int lag) {
    /// @throws Refusal OUT_OF_RANGE
    public Cadence {
        check("hop", hop, 1, 1 << 20);
        check("lag", lag, 0, hop);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    name + " is " + value,
                    "use " + least + " to " + most);
        }
    }
}
