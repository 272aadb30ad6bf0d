/// Demand as a stream of samples, from files, the standard input, a growing file, this machine or
/// the bundled generator.
///
/// ```java
/// try (Input input = Input.open(configuration, Optional.of("my.csv"), System.in);
///         DemandSource demand = input.source()) {
///     Sample sample = new Sample();
///     while (demand.next(sample)) {
///         System.out.println(sample.timeNs() + " " + sample.value());
///     }
/// }
/// ```
///
/// A replay opens an `Input` and takes as many passes over it as it needs; a live run takes one
/// `DemandSource` from `Input.live`. Either way rows are put in order or refused, gathered in
/// buckets where that is asked for, and gaps are filled, as `[input]` says.
package orrery.operations.input;
