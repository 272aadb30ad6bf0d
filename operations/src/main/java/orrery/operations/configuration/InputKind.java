package orrery.operations.configuration;

/// Where demand comes from.
public enum InputKind {
    /// a file of comma separated values with a header
    CSV,
    /// a file with one JSON object a line
    JSONL,
    /// the bundled demand generator
    GENERATOR,
    /// comma separated values or JSON lines on the standard input
    STDIN,
    /// a file that grows, followed through rotation; read once from its start by a replay
    TAIL,
    /// the load of this machine, in busy CPUs; live runs only
    MACHINE
}
