/// How far sequences of symbols are apart: texts, words, numbers, states, calls.
///
/// ```java
/// EditDistance levenshtein = EditDistance.of(EditMeasure.LEVENSHTEIN);
/// double distance = levenshtein.distance("kitten", "sitting");                 // 3
/// EditScript script = levenshtein.script(Symbols.text("kitten"), Symbols.text("sitting"));
/// double near = levenshtein.within(Symbols.of(1, 2, 3), Symbols.of(1, 3), 1);  // 1
/// ```
/// One against many short ones: [EditCandidates]. One that grows: [GrowingEdit].
///
/// Which measure: typing errors, OSA; lists and logs, INDEL or LEVENSHTEIN; what two runs share in
/// order, LCS; names of people, JARO_WINKLER; codes of one length, HAMMING.
package orrery.compare.edit;
