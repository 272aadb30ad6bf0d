package orrery.operations.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orrery.operations.configuration.CapacitySettings;
import orrery.operations.input.InputCounts;

/// What a reader of a report should know about its input, in sentences.
final class Notes {
    private Notes() {}

    static List<String> of(InputCounts counts) {
        List<String> notes = new ArrayList<>();
        add(notes, counts.late(), "rows came late and were dropped");
        add(notes, counts.duplicates(), "rows had the time of another and were merged or dropped");
        add(notes, counts.missing(), "rows had no value");
        add(notes, counts.gapsFilled(), "missing samples were filled in");
        add(notes, counts.otherKeys(), "rows of other keys were left out");
        return notes;
    }

    /// A demand that the greatest capacity cannot carry, and the unit that would make it fit.
    static List<String> of(CapacitySettings capacity, double greatest) {
        if (greatest <= 2.0 * capacity.max()) {
            return List.of();
        }
        double unit = capacity.unit() * greatest / (0.8 * capacity.max());
        double rounded = Double.parseDouble(String.format(Locale.ROOT, "%.1e", unit));
        return List.of(
                String.format(
                        Locale.ROOT,
                        "the greatest demand is %.0f replicas, and capacity.max is %d: if one replica carries more, say so with --set capacity.unit=%s",
                        greatest,
                        capacity.max(),
                        rounded));
    }

    private static void add(List<String> notes, long count, String what) {
        if (count > 0) {
            notes.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
