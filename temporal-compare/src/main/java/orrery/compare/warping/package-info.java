/// Elastic measures: how unlike two series are that may be shifted and stretched in time.
///
/// ```java
/// Elastic measure = new Elastic.Dtw(StepCost.SQUARED);
/// ElasticDistance dtw = ElasticDistance.of(measure, new Window.SakoeChiba(10));
/// double distance = dtw.compare(x, y).distance();
/// Alignment way = dtw.align(x, y);
/// ```
/// DTW with a window of a few per cent is the usual first choice. ADTW where warping should cost
/// something but not be forbidden; WDTW where near pairs should count more; LCSS or EDR where
/// outliers must not rule; ERP, MSM or TWE where a metric is needed; derivatives where the level
/// drifts; the Fréchet distance where the worst moment counts; soft-DTW where a gradient is needed.
package orrery.compare.warping;
