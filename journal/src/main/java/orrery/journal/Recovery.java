package orrery.journal;

import java.util.Optional;

/// What was found in the files of a journal.
///
/// Threads: immutable.
///
/// @param firstSequence first record that is still there; equal to `nextSequence` if there is none
/// @param nextSequence sequence that the next record will have
/// @param segments segment files that are left
/// @param cutBytes bytes of an unfinished tail that were cut off, or would be
/// @param cutReason where the tail began and what was wrong there; nothing if nothing is cut
/// @param chainHash chain value up to the last record, 64 hexadecimal digits
public record Recovery(
        long firstSequence,
        long nextSequence,
        int segments,
        long cutBytes,
        Optional<String> cutReason,
        String chainHash) {

    /// How many records there are.
    public long records() {
        return nextSequence - firstSequence;
    }
}
