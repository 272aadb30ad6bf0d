package orrery.operations.configuration.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The word that somebody probably meant.
public final class NearestWord {
    private static final int LENGTH_MAX = 64;

    private NearestWord() {}

    /// The candidate with the fewest edits (insert, delete, replace, swap of neighbours) from a
    /// word, upper and lower case being one; the first of equals.
    ///
    /// @return empty where even the best needs more than a third of the word's length, and than 1
    public static Optional<String> among(Collection<String> candidates, String word) {
        String best = "";
        int least = Math.max(1, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int edits = edits(word, candidate);
            if (edits < least) {
                least = edits;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    private static int edits(String a, String b) {
        if (a.length() > LENGTH_MAX || b.length() > LENGTH_MAX) {
            return Integer.MAX_VALUE;
        }
        String x = a.toLowerCase(Locale.ROOT);
        String y = b.toLowerCase(Locale.ROOT);
        int[][] cost = new int[x.length() + 1][y.length() + 1];
        for (int i = 0; i <= x.length(); i++) {
            for (int j = 0; j <= y.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1;
                cost[i][j] =
                        Math.min(
                                cost[i - 1][j - 1] + replace,
                                1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1
                        && j > 1
                        && x.charAt(i - 1) == y.charAt(j - 2)
                        && x.charAt(i - 2) == y.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[x.length()][y.length()];
    }
}
