/// Where a series changes what it does.
///
/// ```java
/// Segmentation found = Clasp.of(series, ClaspSettings.usual());
/// int[] changePoints = found.changePoints();
/// ```
/// [Clasp] finds how many change points there are, and is the most exact; [ArcCurve] (FLUSS) reads
/// a given number of them off a matrix profile; [StreamingArcCurve] (FLOSS) follows a stream.
package orrery.compare.segment;
