/// How unlike two series are: measures that compare sample by sample.
///
/// ```java
/// Comparison found = new LockStep.Euclidean().compare(x, y);
/// double distance = found.distance();
/// ```
/// [Distance] is what searches, classifiers and summaries take; the measures that forgive shifts
/// and stretches are in `orrery.compare.warping`. Euclidean where samples belong together one by
/// one, Manhattan where single outliers must not rule, Chebyshev where the worst sample counts,
/// correlation where level and scale do not.
package orrery.compare.distance;
