package orrery.schedule;

/// A job, or its fallback, that threw.
///
/// @param handle of the job; that of a one-shot names nothing any more
/// @param startNs when the call was decided
public record Failure(long handle, long startNs, Throwable cause) {}
