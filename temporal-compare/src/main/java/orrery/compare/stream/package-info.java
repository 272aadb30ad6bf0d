/// Shapes found in a stream while it runs.
///
/// ```java
/// StreamMatcher beats = StreamMatcher.of(List.of(beat), MatchSettings.within(2.5));
/// for (double sample : samples) {
///     beats.add(sample, (query, start, end, distance, reportedAt) -> count++);
/// }
/// beats.end(listener);
/// ```
/// A match may be longer or shorter than its query; overlapping ones are reduced to the best.
/// [NormalisedMatcher] compares shapes, whatever their level and scale.
/// [OnlineTemplates] says how surprising it is that a window looks like a template.
package orrery.compare.stream;
