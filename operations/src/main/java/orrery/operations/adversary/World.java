package orrery.operations.adversary;

import java.util.SplittableRandom;

/// The truth behind one attacked run, which the gate sees only in part: what is really in force,
/// and the demand that a missing sample hides.
///
/// It checks each action by reading the whole run anew: nothing here is shared with the gate.
final class World {
    static final int STEPS = 64;
    private static final long SECOND = 1_000_000_000L;

    final int maxReplicas;
    final int stepUp;
    final int stepDown;

    private final long[] timeNs = new long[STEPS];
    private final boolean[] shortage = new boolean[STEPS];
    private final int[] inForce = new int[STEPS];
    private final int[] chosen = new int[STEPS];
    private int rows;

    World(SplittableRandom random) {
        maxReplicas = 3 + random.nextInt(60);
        stepUp = 1 + random.nextInt(10);
        stepDown = 1 + random.nextInt(8);
    }

    /// The rules that {@link #breach} checks, in the rule language.
    static String rules(boolean windowsTooShort) {
        int sum = windowsTooShort ? 2 : 3;
        int once = windowsTooShort ? 1 : 2;
        return """
        bounds:    G (1 <= replicas & replicas <= max_replicas)
        ramp-up:   G (up <= step_up)
        ramp-down: G (sum_past[0,%d](down) <= step_down)
        cool-down: G (down > 0 -> !O[0,%d] shortage)
        settle:    G (down > 0 -> !O[1s,40s] up > 0)
        """
                .formatted(sum, once);
    }

    void reset() {
        rows = 0;
    }

    /// Records an action and says which rule it breaks; empty if none.
    String breach(long now, boolean trueShortage, int truly, int action) {
        timeNs[rows] = now;
        shortage[rows] = trueShortage;
        inForce[rows] = truly;
        chosen[rows] = action;
        int row = rows++;
        if (action < 1 || action > maxReplicas) {
            return "bounds";
        }
        if (action - truly > stepUp) {
            return "ramp-up";
        }
        int removed = 0;
        for (int i = Math.max(0, row - 3); i <= row; i++) {
            removed += Math.max(0, inForce[i] - chosen[i]);
        }
        if (removed > stepDown) {
            return "ramp-down";
        }
        return action < truly ? removalBreach(row) : "";
    }

    private String removalBreach(int row) {
        for (int i = Math.max(0, row - 2); i <= row; i++) {
            if (shortage[i]) {
                return "cool-down";
            }
        }
        for (int i = 0; i <= row; i++) {
            long age = timeNs[row] - timeNs[i];
            if (age >= SECOND && age <= 40 * SECOND && chosen[i] > inForce[i]) {
                return "settle";
            }
        }
        return "";
    }
}
