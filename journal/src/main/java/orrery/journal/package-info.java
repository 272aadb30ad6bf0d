/// An append-only journal and snapshots on a disk that can be replaced.
///
/// The journal keeps what happened, in order, with checksums and a hash chain; a checkpoint keeps
/// the state at one sequence, so that a start reads the newest checkpoint and then only the records
/// behind it. All of it speaks to the disk through {@link orrery.journal.Storage}, so that tests
/// can tear writes, fill the disk and cut the power.
///
/// ```java
/// Storage storage = Storage.folder(Path.of("run"));
/// try (Journal journal = Journal.open(storage, JournalSettings.defaults(), NanoClock.system())) {
///     byte[] decision = {1, 2, 3};
///     long sequence = journal.append(7, timeNs, decision, 0, decision.length);
///     journal.awaitDurable(sequence); // only where it must outlive a loss of power before acting
///     journal.read(1, record -> {
///         System.out.println(record.sequence() + " " + record.timeNs() + " " + record.type());
///         return true;
///     });
/// }
/// ```
///
/// Which durability: `PROCESS` for an agent, `STRICT` where an action must not be forgotten even
/// when the power fails, `NONE` for replay and benchmarks; see {@link orrery.journal.Durability}.
package orrery.journal;
