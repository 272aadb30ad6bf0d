package orrery.compare.pattern;

import java.util.List;

/// One element of a [CapturePattern].
///
/// @param names of the symbols that serve it
/// @param alias by which conditions call it
/// @param negated whether it must not come
/// @param strict whether it must be the very next event
/// @param least events it takes
/// @param most events it takes
/// @param conditions that must all hold
record CaptureElement(
        List<String> names,
        String alias,
        boolean negated,
        boolean strict,
        int least,
        int most,
        List<CaptureCondition> conditions) {
    CaptureElement {
        names = List.copyOf(names);
        conditions = List.copyOf(conditions);
    }
}
