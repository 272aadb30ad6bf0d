package orrery.solve.formula;

import java.util.Collection;
import java.util.Locale;

/// The known name nearest to a misspelt one.
final class Suggestion {
    private Suggestion() {}

    /// An advice: `did you mean 'up'?`, or which names there are.
    static String among(String name, Collection<String> known) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(lower(name), lower(candidate));
            boolean first = distance == least && candidate.compareTo(nearest) < 0;
            if (distance < least || first) {
                least = distance;
                nearest = candidate;
            }
        }
        if (least <= Math.max(1, Math.min(3, (name.length() + 1) / 2))) {
            return "did you mean '" + nearest + "'?";
        }
        String all = String.join(", ", known.stream().sorted().limit(20).toList());
        return all.isEmpty() ? "no names are defined" : "known names: " + all;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Edit distance with transposed neighbours, O(n·m).
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best =
                Math.min(cost[i - 1][j - 1] + same, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
