package orrery.compare.pattern;

/// Takes the matches of a [CaptureMatcher].
@FunctionalInterface
public interface CaptureListener {
    /// @param match the same object for all matches; valid during the call
    void match(CapturedMatch match);
}
