/// Which sequences of items occur again and again, in any number of sequences.
///
/// ```java
/// SequenceDatabase calls = SequenceDatabase.of(List.of(new int[] {1, 2, 3}, new int[] {1, 3}));
/// MiningSettings often = MiningSettings.withSupport(2);
/// SequenceMiner.of(calls, often).all((pattern, length, support) -> true);   // 1, 1 3, 3
/// ```
/// A pattern is written as in SPMF: items, -1 after each set. All patterns are many: ask for the
/// closed ones (the others follow from them), the maximal ones, or the k most frequent.
package orrery.compare.mining;
