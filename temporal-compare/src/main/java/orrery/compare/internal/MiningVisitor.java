package orrery.compare.internal;

/// Takes the frequent patterns as an engine finds them, each after its prefix.
public interface MiningVisitor {
    /// What to do below a pattern.
    enum Answer {
        DEEPER,
        BACK,
        STOP
    }

    /// @param codes of the items in order: twice the number, plus 1 where the item joins the set of
    ///     the item before it
    /// @param supporting the sequences that hold the pattern, from `from` on
    Answer pattern(int[] codes, int length, int[] supporting, int from, int support);

    /// Least support that is of interest; may rise.
    int minSupport();
}
