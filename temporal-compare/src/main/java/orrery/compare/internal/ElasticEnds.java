package orrery.compare.internal;

/// Samples at the ends that a way through the table may leave out at no cost.
///
/// @param xBegin leading samples of x
/// @param xEnd trailing samples of x
/// @param yBegin leading samples of y
/// @param yEnd trailing samples of y
public record ElasticEnds(int xBegin, int xEnd, int yBegin, int yEnd) {
    public static final ElasticEnds CLOSED = new ElasticEnds(0, 0, 0, 0);
}
