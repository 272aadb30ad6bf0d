package orrery.compare.internal;

/// A stretch of columns of one row.
///
/// @param row from 1
/// @param from the first column
/// @param to the one after the last
record ElasticRange(int row, int from, int to) {}
