/// Summaries of sets of series: a mean that is warped as its series are, and clusters.
///
/// ```java
/// SeriesSet set = SeriesSet.of(series);
/// Window window = new Window.SakoeChiba(10);
/// Barycentre mean = Barycentre.of(set, Averaging.dba(window), new SplittableRandom(1));
/// KMeans around = KMeans.of(set, KMeans.Settings.dba(3, window), new SplittableRandom(1));
/// DistanceMatrix matrix = DistanceMatrix.within(series, DistanceMatrix.Settings.dtw(window));
/// KMedoids among = KMedoids.of(matrix, 3);
/// double fit = Silhouette.of(matrix, among.labels()).mean();
/// ```
/// DBA is the usual mean: a few passes, each the exact mean for the alignments found. SSG where a set is
/// large and a rough mean early is worth more. Soft-DTW where the mean must be smooth or several ways of
/// aligning count. k-medoids where a cluster is to be shown by one of its own series, or the measure has
/// no mean; it needs the whole matrix. k-means for sets too large for that.
package orrery.compare.summary;
