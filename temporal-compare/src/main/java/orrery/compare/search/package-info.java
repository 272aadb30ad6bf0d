/// Search in the past of a stream.
///
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
