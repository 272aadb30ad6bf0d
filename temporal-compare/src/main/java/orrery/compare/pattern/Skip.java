package orrery.compare.pattern;

/// What a match leaves of the partial matches beside it, and so which matches follow it.
///
/// Of the matches that end at one event at most one is reported: the one that starts last.
public enum Skip {
    /// Nothing is dropped: every event that ends some match reports one.
    NONE("none"),

    /// What started at or before the end of the match is dropped: reported matches do not overlap.
    PAST_LAST("past-last"),

    /// What started at or before the start of the match is dropped: each reported match starts
    /// after the start of the one before it.
    TO_NEXT("to-next");

    private final String text;

    Skip(String text) {
        this.text = text;
    }

    /// As it stands in a pattern.
    public String text() {
        return text;
    }
}
