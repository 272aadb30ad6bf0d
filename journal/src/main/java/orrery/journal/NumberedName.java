package orrery.journal;

import java.util.List;
import java.util.Locale;

/// File names that begin with a sequence in 20 digits, so that their order is that of the numbers.
final class NumberedName {
    private static final int DIGITS = 20;

    private NumberedName() {}

    static String of(long sequence, String suffix) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", sequence) + suffix;
    }

    /// All names of this kind, sorted.
    static List<String> in(Storage storage, String suffix) {
        return storage.names().stream().filter(name -> matches(name, suffix)).toList();
    }

    private static boolean matches(String name, String suffix) {
        return name.length() == DIGITS + suffix.length()
                && name.endsWith(suffix)
                && name.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9')
                && name.substring(0, DIGITS).compareTo(of(Long.MAX_VALUE, "")) <= 0;
    }

    static long sequence(String name) {
        return Long.parseLong(name, 0, DIGITS, 10);
    }
}
