package orrery.compare;

import orrery.compare.internal.Kernels;
import orrery.compare.pattern.EventPattern;
import orrery.compare.search.AnalogueSearch;
import orrery.compare.search.AnalogueSettings;

/// The way in: what this module can find in a stream.
///
/// - **Which past moments were like this one, and what came next?** [#analogues(AnalogueSettings)]
///   keeps the last samples and finds the k nearest windows, exactly, in about 2 µs.
/// - **Did these things happen in this order, in time?** [#pattern(String)] reads
///   `a -> (b|c) -> d within 50 skip past-last` and matches it as the events come, in a few ns each.
///
/// Everything here is bounded in memory, allocates nothing once it runs, can be saved and restored,
/// and gives the same answers with and without SIMD.
public final class TemporalCompare {
    private TemporalCompare() {}

    /// A search for windows of the same shape; [AnalogueSearch#euclidean] where the level matters.
    public static AnalogueSearch analogues(AnalogueSettings settings) {
        return AnalogueSearch.zNormalised(settings);
    }

    /// A pattern of symbols; [EventPattern#parse(String, orrery.compare.pattern.Alphabet)] where
    /// several patterns read one stream.
    ///
    /// @throws orrery.timeline.Refusal as [EventPattern#parse(String)]
    public static EventPattern pattern(String text) {
        return EventPattern.parse(text);
    }

    /// One line for the log at start: which kernels run here, and why.
    ///
    /// The vectorised ones need `--add-modules jdk.incubator.vector`; `-Dkernels=plain` turns them
    /// off.
    public static String kernels() {
        return Kernels.describe();
    }

    /// Whether the vectorised kernels run here: libraries above choose theirs alike.
    public static boolean vectorised() {
        return Kernels.vectorised();
    }
}
