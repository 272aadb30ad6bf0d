package orrery.verify;

import java.util.OptionalLong;

/// One thing that is not as it should be.
///
/// Threads: immutable.
///
/// @param check what was checked
/// @param record record number (line of `decisions.jsonl`, from 0), or empty for a whole file
/// @param subject the field as it is named in the file, or the name of the rule
/// @param found what the folder says
/// @param expected what it should say
public record Finding(
        Check check, OptionalLong record, String subject, String found, String expected) {
    /// What a finding is about. The names are stable: scripts may depend on them.
    public enum Check {
        /// the exact text of a line or file
        FORM,
        /// hash or seal of a record
        CHAIN,
        /// hash of a whole file
        HASH,
        /// record numbers and times
        ORDER,
        /// the capacity in force and the commands under way
        FLOW,
        /// what allow, repair and deny say against what the rules say
        RULING,
        /// a rule that does not hold
        RULE,
        /// a robustness other than the recorded one
        ROBUSTNESS,
        /// an action after its deadline
        DEADLINE,
        /// an event of `changes.jsonl` that cannot follow those before it
        CHANGE,
        /// a figure of `certificate`, `manifest.json` or `report.json`
        FIGURE
    }

    /// One line for a person.
    @Override
    public String toString() {
        String place = record.isPresent() ? "record " + record.getAsLong() + ": " : "";
        return place + subject + " is " + found + ", expected " + expected + " [" + check + "]";
    }
}
