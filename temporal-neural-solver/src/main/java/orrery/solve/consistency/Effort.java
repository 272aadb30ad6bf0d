package orrery.solve.consistency;

/// What is left of a budget of steps.
final class Effort {
    private long left;

    Effort(long steps) {
        left = steps;
    }

    void spend(long steps) {
        left -= steps;
    }

    boolean exhausted() {
        return left < 0;
    }
}
