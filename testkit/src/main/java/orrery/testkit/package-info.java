/// What the tests of all modules share: properties, a disk that fails, golden files.
///
/// ```java
/// Prop.forAll(Source.doubleArrays(Source.finite(), 0, 100), Source.ints(0, 10), (x, radius) ->
///         assertThat(fast(x, radius)).isEqualTo(plain(x, radius)));
///
/// FaultyStorage disk = FaultyStorage.seeded(42);
/// Journal journal = Journal.open(disk, settings, clock);
/// disk.crash(); // the power fails: what was not forced is lost in part
///
/// GoldenFile.at(Path.of("src/test/golden/report.txt")).matches(report);
/// ```
package orrery.testkit;
