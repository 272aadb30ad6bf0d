/// Compare sequences and find patterns in streams; [orrery.compare.TemporalCompare] is the tour.
///
/// [orrery.compare.TemporalComparator] is one type over most of it:
///
/// ```java
/// TemporalComparator comparator = TemporalComparator.of(ComparatorSettings.usual());
/// comparator.add("monday", new double[] {0, 1, 2, 1});
/// comparator.add("tuesday", new double[] {9, 9, 9, 9});
/// comparator.findSimilar(new double[] {0, 0, 1, 2, 1}, 0.5); // monday, at distance 0
/// comparator.usage().bytes(); // of 100,000,000
/// ```
package orrery.compare;
