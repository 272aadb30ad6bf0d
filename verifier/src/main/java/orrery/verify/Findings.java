package orrery.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import orrery.verify.Finding.Check;

/// Collects findings: keeps the first ones, counts all.
final class Findings {
    private final List<Finding> kept = new ArrayList<>();
    private long count;

    void add(Check check, OptionalLong record, String subject, Object found, Object expected) {
        count++;
        if (kept.size() < Verification.FINDINGS_MAX) {
            kept.add(
                    new Finding(
                            check,
                            record,
                            subject,
                            String.valueOf(found),
                            String.valueOf(expected)));
        }
    }

    void inRecord(Check check, long record, String subject, Object found, Object expected) {
        add(check, OptionalLong.of(record), subject, found, expected);
    }

    void inFile(Check check, String subject, Object found, Object expected) {
        add(check, OptionalLong.empty(), subject, found, expected);
    }

    /// Compares a record number of a file with the one that was counted.
    void compare(String subject, OptionalLong found, OptionalLong expected) {
        if (!found.equals(expected)) {
            inFile(Check.FIGURE, subject, words(found), words(expected));
        }
    }

    private static String words(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "null";
    }

    /// Compares a figure of a file with what was counted.
    void compare(String subject, Object found, Object expected) {
        if (!found.equals(expected)) {
            inFile(Check.FIGURE, subject, found, expected);
        }
    }

    /// Compares two sums, which may have been added in another order: 1e-9 relative.
    void compareSums(String subject, double found, double expected) {
        if (!agree(found, expected)) {
            inFile(Check.FIGURE, subject, found, expected);
        }
    }

    static boolean agree(double a, double b) {
        double most = Math.max(Math.abs(a), Math.abs(b));
        return a == b || (Double.isFinite(most) && Math.abs(a - b) <= 1e-9 * Math.max(1, most));
    }

    List<Finding> kept() {
        return kept;
    }

    long count() {
        return count;
    }
}
