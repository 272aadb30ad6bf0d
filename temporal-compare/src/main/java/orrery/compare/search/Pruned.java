package orrery.compare.search;

/// What became of the windows of a search; the parts add up to `windows` if it was not stopped.
///
/// How many each bound drops depends on the machine; the answers do not.
///
/// @param windows of the series
/// @param invalid with a sample that is missing
/// @param keogh dropped by LB_Keogh
/// @param improved dropped by LB_Improved
/// @param warping given up within DTW, in floats
/// @param exact compared exactly, to the end or until over the limit
public record Pruned(
        long windows, long invalid, long keogh, long improved, long warping, long exact) {}
