/// Patterns of symbols in streams of events, in bounded memory.
///
/// A pattern says which symbols follow each other, how far apart they may be, and what a match
/// leaves for the next one:
/// ```java
/// EventPattern pattern = EventPattern.parse("spike -> (drop|gap) -> spike within 50 skip past-last");
/// EventMatcher matcher = pattern.matcher();
/// long spike = pattern.alphabet().bit("spike");
/// if (matcher.next(spike, timeNs)) {
///     long sinceNs = matcher.matchStartNs();
/// }
/// ```
/// Give all patterns of one stream one [Alphabet], so that they read the same bits.
///
/// Which one: [EventPattern] says only that a match ends here, in a few ns an event, with two
/// numbers a step as its whole state. [CapturePattern] knows optional, repeated and forbidden
/// events and compares values, at a cost in the number of partial matches.
package orrery.compare.pattern;
