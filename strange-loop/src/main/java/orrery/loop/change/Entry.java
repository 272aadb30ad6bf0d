package orrery.loop.change;

import java.util.Locale;

/// One line of the ledger of changes.
///
/// @param sequence 0, 1, 2, … without a gap
/// @param sample samples observed when it happened
/// @param event what happened
/// @param value value of the parameter that it is about
/// @param wealthLog logarithm of the wealth of the test that decided, 0 where none did
/// @param hash hash of the parameter in force afterwards
public record Entry(
        long sequence, long sample, Event event, double value, double wealthLog, String hash) {
    /// What can happen to a change.
    public enum Event {
        /// proposed, found within bounds, snapshot taken, shadow begun
        SHADOWED(0),
        /// the shadow did better: now in force, under the mirror test
        PROMOTED(1),
        /// the shadow did worse, or took too long: dropped
        REJECTED(2),
        /// in force long enough without the mirror test speaking against it
        KEPT(3),
        /// taken back: the parameter before it is in force again
        ROLLED_BACK(4),
        /// stopped by the kill switch: the snapshot is in force again, nothing can be proposed
        KILLED(5);

        private final int code;

        Event(int code) {
            this.code = code;
        }

        /// As stored in journals; never changes.
        public int code() {
            return code;
        }

        /// As written in run folders, such as `rolled-back`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
