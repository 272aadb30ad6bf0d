/// Search for windows: in the past of a stream, and in series.
///
/// [SubsequenceSearch] finds the windows of a series that are most like a query under DTW:
/// ```java
/// SubsequenceSearch search = SubsequenceSearch.in(series);
/// SearchResult found = search.search(query, SearchSettings.dtw(12).nearest(3));
/// int start = found.matches().getFirst().start();
/// ```
/// [AnalogueSearch] finds, for the latest window, the most similar earlier ones; what followed them
/// is a forecast:
/// ```java
/// AnalogueSearch search = AnalogueSearch.zNormalised(AnalogueSettings.usual());
/// search.add(demand);
/// int found = search.search();
/// double sum = 0;
/// for (int i = 0; i < found; i++) {
///     sum += search.value(search.age(i) - 1);
/// }
/// double forecast = sum / found;
/// ```
/// Take `euclidean` where the level matters (the forecast is in the unit of the samples), and
/// `zNormalised` where only the shape does.
package orrery.compare.search;
