package orrery.journal;

/// What a record in the journal outlives once {@link Journal#append} has returned.
///
/// | mode | killed process | power loss | cost of an append |
/// |---|---|---|---|
/// | `NONE` | may lose the last 64 KiB | may lose what was not forced | a copy into memory |
/// | `PROCESS` | loses nothing | may lose the last force interval | one write to the system |
/// | `STRICT` | loses nothing | loses nothing once awaited | one write, then a shared force |
///
/// In every mode {@link Journal#force} and {@link Journal#awaitDurable} may be called, and what
/// they have confirmed survives power loss.
public enum Durability {
    /// Records are gathered in memory and written in blocks: for replay and for benchmarks.
    NONE,
    /// Every record is handed to the operating system before append returns; a background thread
    /// forces to the disk at the force interval of the settings.
    PROCESS,
    /// As `PROCESS`, but without a background thread: each writer calls
    /// {@link Journal#awaitDurable} before it acts, and all waiting writers share one force.
    STRICT
}
