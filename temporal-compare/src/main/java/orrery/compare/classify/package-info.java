/// Classification of series by their nearest neighbour.
///
/// ```java
/// NearestNeighbour classifier = NearestNeighbour.elastic(
///         train, labels, new Elastic.Dtw(StepCost.SQUARED), new Window.SakoeChiba(12));
/// String label = classifier.classify(series);
/// ```
/// The window matters more than the measure: [WindowChoice] learns it from the labelled series.
package orrery.compare.classify;
