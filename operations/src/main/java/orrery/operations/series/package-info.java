/// Series of numbers from files, as the commands that compare series take them.
///
/// ```java
/// double[] demand = new SeriesFile("demand.csv", System.in).series(Optional.of("value"));
/// LabelledSeries train = new SeriesFile("CBF_TRAIN.tsv", System.in).labelled();
/// ```
///
/// A malformed file is refused with its name, the line and the column.
package orrery.operations.series;
