package orrery.operations.configuration;

/// How a verdict that is neither yes nor no is taken.
public enum Strictness {
    /// as no: what is not known to be allowed is denied
    HIGH,
    /// as yes; not honoured
    LOW
}
