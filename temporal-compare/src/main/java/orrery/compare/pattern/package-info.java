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
package orrery.compare.pattern;
