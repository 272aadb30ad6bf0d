package orrery.operations.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// `[capacity]`: what is decided, its bounds and what it costs.
///
/// @param min least capacity, in replicas
/// @param max greatest capacity, in replicas
/// @param stepUp the constant `step_up` of the rules: how much may be added at once
/// @param stepDown the constant `step_down` of the rules: how much may be taken away in four steps
/// @param unit the demand that one replica carries, in the unit of the input's values
/// @param shortfallWeight cost of one replica too few for one sample, over 1: one replica costs 1
/// @param changeWeight cost of changing the capacity by one replica, at most what it costs
/// @param initial capacity in force at the first sample; empty: from that sample
public record CapacitySettings(
        int min,
        int max,
        int stepUp,
        int stepDown,
        double unit,
        double shortfallWeight,
        double changeWeight,
        Optional<Integer> initial) {
    private static final int CAPACITY_MAX = 10_000;

    static final Key<Integer> MIN = Key.of("capacity.min", Shape.count(0, CAPACITY_MAX), 1);
    static final Key<Integer> MAX = Key.of("capacity.max", Shape.count(1, CAPACITY_MAX), 40);
    static final Key<Integer> STEP_UP =
            Key.of("capacity.step_up", Shape.count(1, CAPACITY_MAX), 10);
    static final Key<Integer> STEP_DOWN =
            Key.of("capacity.step_down", Shape.count(1, CAPACITY_MAX), 5);
    static final Key<Double> UNIT = Key.of("capacity.unit", Shape.real(1e-9, 1e12), 1.0);
    static final Key<Double> SHORTFALL_WEIGHT =
            Key.of("capacity.shortfall_weight", Shape.realOver(1, 1e6), 10.0);
    static final Key<Double> CHANGE_WEIGHT =
            Key.of("capacity.change_weight", Shape.real(0, 1), 0.1);
    static final Key<Integer> INITIAL =
            Key.optional("capacity.initial", Shape.count(0, CAPACITY_MAX));

    static final List<Key<?>> KEYS =
            List.of(MIN, MAX, STEP_UP, STEP_DOWN, UNIT, SHORTFALL_WEIGHT, CHANGE_WEIGHT, INITIAL);

    public CapacitySettings {
        MIN.check(min);
        MAX.check(max);
        STEP_UP.check(stepUp);
        STEP_DOWN.check(stepDown);
        UNIT.check(unit);
        SHORTFALL_WEIGHT.check(shortfallWeight);
        CHANGE_WEIGHT.check(changeWeight);
        INITIAL.check(initial);
        if (min > max) {
            throw MIN.conflict(
                    "is " + min + ", more than capacity.max " + max, "use at most " + max);
        }
        if (initial.isPresent() && (initial.get() < min || initial.get() > max)) {
            throw INITIAL.conflict(
                    "is " + initial.get() + ", outside of min and max",
                    "use " + min + " to " + max);
        }
    }

    static CapacitySettings from(Entries entries) {
        return new CapacitySettings(
                entries.take(MIN),
                entries.take(MAX),
                entries.take(STEP_UP),
                entries.take(STEP_DOWN),
                entries.take(UNIT),
                entries.take(SHORTFALL_WEIGHT),
                entries.take(CHANGE_WEIGHT),
                entries.find(INITIAL));
    }

    void print(Printed out) {
        out.put(MIN, min)
                .put(MAX, max)
                .put(STEP_UP, stepUp)
                .put(STEP_DOWN, stepDown)
                .put(UNIT, unit)
                .put(SHORTFALL_WEIGHT, shortfallWeight)
                .put(CHANGE_WEIGHT, changeWeight)
                .put(INITIAL, initial);
    }

    /// The names and numbers that rules may use, in the order of the manifest.
    public SequencedMap<String, Double> constants() {
        SequencedMap<String, Double> constants = new LinkedHashMap<>();
        constants.put("min_replicas", (double) min);
        constants.put("max_replicas", (double) max);
        constants.put("step_up", (double) stepUp);
        constants.put("step_down", (double) stepDown);
        constants.put("shortfall_weight", shortfallWeight);
        constants.put("change_weight", changeWeight);
        return Collections.unmodifiableSequencedMap(constants);
    }
}
