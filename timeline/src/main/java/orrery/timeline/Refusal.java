package orrery.timeline;

import java.util.Optional;

/// Bad input, said plainly: a stable code, what was found and where, and what to do about it.
///
/// A refusal is for whoever gave the input. It is never used for an answer that is "no" (that is a
/// value) nor for a bug (that is an {@link IllegalStateException}).
///
/// Threads: immutable apart from the stack trace that every exception carries.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What kind of trouble it is. The names are stable: scripts may depend on them.
    public enum Code {
        /// a number outside its documented range
        OUT_OF_RANGE,
        /// text where a number stands, or NaN or an infinity where a finite number is needed
        NOT_A_NUMBER,
        /// nothing where something is needed
        EMPTY,
        /// fewer entries than the operation needs
        TOO_SHORT,
        /// more entries than the documented limit
        TOO_LONG,
        /// two inputs that must have one length have two
        LENGTH_MISMATCH,
        /// a time before the one that precedes it
        TIME_BACKWARD,
        /// the same time twice
        TIME_DUPLICATE,
        /// a configuration key that does not exist
        UNKNOWN_KEY,
        /// a value of another type than the documented one
        WRONG_TYPE,
        /// something required that is not there: a key, a column, a file
        MISSING,
        /// text that does not follow the grammar
        SYNTAX,
        /// a name in a rule that nothing defines
        UNKNOWN_SIGNAL,
        /// rules that no behaviour can satisfy together
        CONTRADICTION,
        /// a rule that no finite observation can decide
        UNBOUNDED_FUTURE,
        /// a documented limit of size, memory, depth or time
        LIMIT,
        /// no room left on the disk
        DISK_FULL,
        /// reading or writing failed
        IO,
        /// stored bytes that do not match their checksum or hash
        CORRUPT,
        /// stored by a version that this one does not read
        VERSION,
        /// another process holds it
        IN_USE,
        /// asked for something that the present state does not permit
        NOT_PERMITTED
    }

    private final Code code;
    private final String found;
    private final String advice;
    private final String place;

    /// @param found what was found, with the offending value
    /// @param advice what to do, as an instruction
    public Refusal(Code code, String found, String advice) {
        this(code, found, advice, "");
    }

    private Refusal(Code code, String found, String advice, String place) {
        super(
                (place.isEmpty() ? "" : place + ": ")
                        + found
                        + " ["
                        + code
                        + "]"
                        + (advice.isEmpty() ? "" : "; " + advice));
        this.code = code;
        this.found = found;
        this.advice = advice;
        this.place = place;
    }

    /// The same refusal with the place where it was found.
    ///
    /// @param place for example `capacity.toml:12:5` or `record 17`
    public Refusal at(String place) {
        Refusal placed = new Refusal(code, found, advice, place);
        placed.setStackTrace(getStackTrace());
        if (getCause() != null) {
            placed.initCause(getCause());
        }
        return placed;
    }

    public Code code() {
        return code;
    }

    /// What was found, without the place.
    public String found() {
        return found;
    }

    /// What to do.
    public String advice() {
        return advice;
    }

    /// Where it was found, if that is known.
    public Optional<String> place() {
        return place.isEmpty() ? Optional.empty() : Optional.of(place);
    }
}
