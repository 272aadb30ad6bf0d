package orrery.operations.input;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import orrery.operations.configuration.Aggregate;
import orrery.operations.configuration.InputSettings;
import orrery.operations.configuration.internal.NearestWord;
import orrery.timeline.Refusal;

/// The names of the columns that are read.
///
/// @param value empty where rows are only counted
record Columns(String time, Optional<String> value, Optional<String> key) {
    private static final int LISTED_MAX = 20;

    static Columns of(InputSettings settings) {
        boolean counts = settings.bucketNs().isPresent() && settings.aggregate() == Aggregate.COUNT;
        return new Columns(
                settings.time(),
                counts ? Optional.empty() : Optional.of(settings.value()),
                settings.key());
    }

    /// Whether a header has all of them.
    boolean areIn(List<String> header) {
        return header.contains(time)
                && value.map(header::contains).orElse(true)
                && key.map(header::contains).orElse(true);
    }

    /// @param setting which key names the column: `time`, `value` or `key`
    /// @param what `column` or `field`
    static Refusal missing(String column, String setting, List<String> there, String what) {
        String list = there.stream().limit(LISTED_MAX).collect(Collectors.joining(", "));
        StringBuilder advice = new StringBuilder();
        NearestWord.among(there, column)
                .ifPresent(near -> advice.append("did you mean ").append(near).append("? "));
        advice.append("set input.").append(setting).append("; the ").append(what);
        advice.append("s are ").append(list);
        if (there.size() > LISTED_MAX) {
            advice.append(" and ").append(there.size() - LISTED_MAX).append(" more");
        }
        if (there.size() == 1 && (list.contains(";") || list.contains("\t"))) {
            advice.append("; separate them by commas");
        }
        return new Refusal(
                Refusal.Code.MISSING,
                "there is no " + what + " " + Decimal.shown(column),
                advice.toString());
    }
}
