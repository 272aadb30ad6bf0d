/// The configuration of a run: a TOML file, read into immutable records and checked.
///
/// ```java
/// Configuration configuration =
///         Configuration.load(Path.of("capacity.toml"), List.of("capacity.max=80"));
/// int most = configuration.capacity().max();
/// String text = configuration.canonical();
/// ```
///
/// Every key, with its range and what it does, stands in `docs/reference/configuration.md`.
package orrery.operations.configuration;
