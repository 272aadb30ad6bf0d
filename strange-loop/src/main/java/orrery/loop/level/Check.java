package orrery.loop.level;

import orrery.timeline.Refusal;

/// Ranges of settings, refused in one form.
final class Check {
    private Check() {}

    static int within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, name + " is " + value, "use " + low + " to " + high);
        }
        return value;
    }

    static double over0Below1(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, name + " is " + value, "use over 0 and below 1");
        }
        return value;
    }
}
