package orrery.compare.edit;

import java.util.Locale;

/// What counts as a change, and what a change costs.
///
/// With n and m symbols, n ≥ m, distance d and similarity s. Where both sequences are empty the
/// distance is 0 and the similarity 1.
public enum EditMeasure {
    /// Insertions, deletions and replacements; s = 1 - d / n. Levenshtein, 1966.
    LEVENSHTEIN,
    /// Levenshtein and swaps of neighbours that nothing else touches ("optimal string alignment");
    /// s = 1 - d / n. Not a metric.
    OSA,
    /// Levenshtein and swaps of symbols, with edits in between allowed; s = 1 - d / n. Damerau,
    /// CACM 7(3), 1964.
    DAMERAU,
    /// Insertions and deletions only; s = 1 - d / (n + m).
    INDEL,
    /// By the length l of a longest common subsequence: d = n - l, s = l / n.
    LCS,
    /// Differing places of two sequences of one length; s = 1 - d / n. Hamming, 1950.
    HAMMING,
    /// Shared symbols that stand near each other; d = 1 - s. Jaro, 1989.
    JARO,
    /// Jaro, raised by 0.1 for each of up to four first symbols shared, where Jaro is above 0.7;
    /// d = 1 - s. Winkler, 1990.
    JARO_WINKLER,
    /// By the length l of the longest common beginning: d = n - l, s = l / n.
    PREFIX,
    /// By the length l of the longest common ending: d = n - l, s = l / n.
    POSTFIX;

    /// As it stands on a command line: `jaro-winkler`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
