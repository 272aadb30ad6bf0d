package orrery.compare.edit;

import java.util.Optional;
import orrery.compare.internal.EditMatrix;
import orrery.compare.internal.EditPair;
import orrery.compare.internal.EditPath;
import orrery.compare.internal.EditSteps;
import orrery.compare.internal.EditTables;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.ShortText;
import orrery.timeline.Refusal;

/// How far two sequences of symbols are apart, by one [EditMeasure].
///
/// Levenshtein, OSA, Indel and LCS run on bit vectors, 64 cells of the matrix an instruction and
/// 512 in long sequences: O(n·m / 64) time, and O(n·d / 64) where the distance d is small or a
/// limit is given. Damerau and weighted take O(n·m), the others O(n + m). Memory is O(n + m)
/// whatever the alphabet.
///
/// Exact, and the same with and without SIMD. Threads: confined to one; an instance keeps its
/// buffers, and allocates where sequences are longer than those before. Texts are compared by code
/// points.
///
/// Sources: Myers, J. ACM 46(3), 1999; Hyyrö, Nordic J. Computing 10, 2003, and AWOCA 2004;
/// Ukkonen, Information and Control 64, 1985 (the limit).
public final class EditDistance {
    private static final double WINKLER_FROM = 0.7;
    private static final double WINKLER_STEP = 0.1;
    private static final int WINKLER_PREFIX = 4;

    private final EditMeasure measure;
    private final Optional<EditWeights> weights;
    private final SymbolNumbers numbers = new SymbolNumbers();
    private final EditMatrix matrix = new EditMatrix(Kernels.vectorised());
    private final ShortText shortText = new ShortText();

    private EditDistance(EditMeasure measure, Optional<EditWeights> weights) {
        this.measure = measure;
        this.weights = weights;
    }

    public static EditDistance of(EditMeasure measure) {
        return new EditDistance(measure, Optional.empty());
    }

    /// The cheapest edit by the price of each kind; s = 1 - d / (the price of the dearer of all
    /// anew, and replacing what can be).
    public static EditDistance weighted(EditWeights weights) {
        return new EditDistance(EditMeasure.LEVENSHTEIN, Optional.of(weights));
    }

    /// @return 0 or more, as [EditMeasure] says; infinite where no allowed edits lead from a to b
    /// @throws Refusal TOO_LONG, LENGTH_MISMATCH (Hamming), WRONG_TYPE (numbers against objects)
    public double distance(Symbols a, Symbols b) {
        return within(a, b, Double.POSITIVE_INFINITY);
    }

    /// The same for texts, by code points.
    ///
    /// @throws Refusal as [#distance(Symbols, Symbols)]
    public double distance(String a, String b) {
        if (weights.isEmpty() && ShortText.fits(a, b)) {
            int found =
                    switch (measure) {
                        case LEVENSHTEIN -> shortText.levenshtein(a, b);
                        case INDEL -> shortIndel(a, b);
                        case LCS -> shortLcs(a, b);
                        default -> -1;
                    };
            if (found >= 0) {
                return found;
            }
        }
        return distance(Symbols.text(a), Symbols.text(b));
    }

    private int shortIndel(String a, String b) {
        int length = shortText.lcs(a, b);
        return length < 0 ? -1 : a.length() + b.length() - 2 * length;
    }

    private int shortLcs(String a, String b) {
        int length = shortText.lcs(a, b);
        return length < 0 ? -1 : Math.max(a.length(), b.length()) - length;
    }

    /// The distance where it is at most `limit`, else infinity: much cheaper for Levenshtein and
    /// OSA where the limit is small against the lengths.
    ///
    /// @throws Refusal OUT_OF_RANGE (limit negative or NaN), and as [#distance(Symbols, Symbols)]
    public double within(Symbols a, Symbols b, double limit) {
        if (!(limit >= 0)) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "a limit of " + limit, "use 0 or more");
        }
        double distance = distance(numbers.pair(a, b, fewerFirst(a, b)), limit);
        return distance <= limit ? distance : Double.POSITIVE_INFINITY;
    }

    // Few rows fit one word; of many the vectors like more.
    private boolean fewerFirst(Symbols a, Symbols b) {
        boolean symmetric =
                weights.isEmpty()
                        && switch (measure) {
                            case LEVENSHTEIN, OSA, INDEL, LCS -> true;
                            case DAMERAU, HAMMING, JARO, JARO_WINKLER, PREFIX, POSTFIX -> false;
                        };
        int least = Math.min(a.length(), b.length());
        int most = Math.max(a.length(), b.length());
        boolean fewRows = least <= 64 && most <= 1024;
        return symmetric && (fewRows ? a.length() > least : a.length() < most);
    }

    private double distance(EditPair pair, double limit) {
        int most = Math.max(pair.rows(), pair.columns());
        if (weights.isPresent()) {
            EditWeights w = weights.get();
            double[] prices = {w.insert(), w.delete(), w.replace(), w.swap()};
            return EditTables.weighted(pair, prices);
        }
        return switch (measure) {
            case LEVENSHTEIN -> matrix(EditMatrix.Kind.LEVENSHTEIN, pair, limit);
            case OSA -> matrix(EditMatrix.Kind.OSA, pair, limit);
            case DAMERAU -> EditTables.damerau(inner(pair));
            case INDEL -> pair.rows() + pair.columns() - 2.0 * common(pair);
            case LCS -> most - common(pair);
            case HAMMING -> hamming(pair);
            case JARO -> 1 - EditTables.jaro(pair);
            case JARO_WINKLER -> 1 - jaroWinkler(pair);
            case PREFIX -> most - pair.prefix();
            case POSTFIX -> most - pair.suffix();
        };
    }

    private double matrix(EditMatrix.Kind kind, EditPair pair, double limit) {
        int whole = (int) Math.min(limit, 2.0 * Symbols.LENGTH_MAX);
        return matrix.distance(kind, inner(pair), whole);
    }

    private int common(EditPair pair) {
        EditPair inner = inner(pair);
        return pair.rows() - inner.rows() + matrix.lcs(inner);
    }

    private static EditPair inner(EditPair pair) {
        int head = pair.prefix();
        return pair.inner(head, pair.inner(head, 0).suffix());
    }

    private static int hamming(EditPair pair) {
        if (pair.rows() != pair.columns()) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    pair.rows() + " and " + pair.columns() + " symbols",
                    "compare sequences of one length, or use levenshtein");
        }
        return EditTables.hamming(pair);
    }

    private static double jaroWinkler(EditPair pair) {
        double jaro = EditTables.jaro(pair);
        int prefix = Math.min(WINKLER_PREFIX, pair.prefix());
        return jaro > WINKLER_FROM ? jaro + prefix * WINKLER_STEP * (1 - jaro) : jaro;
    }

    /// Length of what both have in common: of a longest common subsequence.
    ///
    /// @throws Refusal TOO_LONG, WRONG_TYPE (numbers against objects)
    public int commonLength(Symbols a, Symbols b) {
        return common(numbers.pair(a, b, false));
    }

    /// From 0, nothing in common, to 1, equal; as [EditMeasure] says.
    ///
    /// @throws Refusal as [#distance(Symbols, Symbols)]
    public double similarity(Symbols a, Symbols b) {
        return similarity(a, b, distance(a, b));
    }

    /// The same for texts, by code points.
    ///
    /// @throws Refusal as [#distance(Symbols, Symbols)]
    public double similarity(String a, String b) {
        return similarity(Symbols.text(a), Symbols.text(b));
    }

    private double similarity(Symbols a, Symbols b, double distance) {
        double n = a.length();
        double m = b.length();
        double most = Math.max(n, m);
        if (most == 0) {
            return 1;
        }
        if (weights.isPresent()) {
            return weightedSimilarity(distance, n, m, weights.get());
        }
        return switch (measure) {
            case INDEL -> 1 - distance / (n + m);
            case JARO, JARO_WINKLER -> 1 - distance;
            case LEVENSHTEIN, OSA, DAMERAU, LCS, HAMMING, PREFIX, POSTFIX ->
                    (most - distance) / most;
        };
    }

    private static double weightedSimilarity(
            double distance, double n, double m, EditWeights weights) {
        double anew = priced(n, weights.delete()) + priced(m, weights.insert());
        double rest = n > m ? priced(n - m, weights.delete()) : priced(m - n, weights.insert());
        double most = Math.min(anew, priced(Math.min(n, m), weights.replace()) + rest);
        return most == 0 || most == Double.POSITIVE_INFINITY
                ? (distance == 0 ? 1 : 0)
                : Math.max(0, 1 - distance / most);
    }

    private static double priced(double count, double weight) {
        return count == 0 ? 0 : count * weight;
    }

    /// The edits that lead from a to b: of the cheapest ones, always the same.
    ///
    /// LEVENSHTEIN, INDEL and LCS take twice the time of the distance and O(n + m) memory. OSA,
    /// DAMERAU and weighted take O(n·m) time and two bits a cell, n·m / 4 bytes, for up to 2^30 cells
    /// between what both begin and end with (weighted: of the whole): 256 MiB.
    ///
    /// @throws Refusal NOT_PERMITTED where the measure is JARO, JARO_WINKLER, PREFIX or POSTFIX, or
    ///     no allowed edits lead from a to b; TOO_LONG over 2^30 cells; and as
    ///     [#distance(Symbols, Symbols)]
    public EditScript script(Symbols a, Symbols b) {
        EditPair pair = numbers.pair(a, b, false);
        EditScript.Builder script = new EditScript.Builder();
        if (weights.isPresent()) {
            EditWeights w = weights.get();
            double[] prices = {w.insert(), w.delete(), w.replace(), w.swap()};
            double price = new EditSteps(pair, script).weighted(prices);
            if (price == Double.POSITIVE_INFINITY) {
                throw new Refusal(
                        Refusal.Code.NOT_PERMITTED,
                        "no allowed edits lead from the one to the other",
                        "give insertion and deletion a finite price");
            }
            return script.end();
        }
        switch (measure) {
            case LEVENSHTEIN ->
                    new EditPath(matrix, EditMatrix.Kind.LEVENSHTEIN, pair, script).walk();
            case INDEL, LCS -> new EditPath(matrix, EditMatrix.Kind.LCS, pair, script).walk();
            case OSA, DAMERAU -> swaps(pair, script);
            case HAMMING -> {
                hamming(pair);
                for (int i = 0; i < pair.rows(); i++) {
                    if (pair.a()[i] == pair.b()[i]) {
                        script.keep();
                    } else {
                        script.replace();
                    }
                }
            }
            case JARO, JARO_WINKLER, PREFIX, POSTFIX ->
                    throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "no edit script for " + measure.text(),
                            "use levenshtein, osa, damerau, indel, lcs or hamming");
        }
        return script.end();
    }

    private void swaps(EditPair pair, EditScript.Builder script) {
        int head = pair.prefix();
        int tail = pair.inner(head, 0).suffix();
        for (int i = 0; i < head; i++) {
            script.keep();
        }
        EditSteps steps = new EditSteps(pair.inner(head, tail), script);
        if (measure == EditMeasure.OSA) {
            steps.weighted(new double[] {1, 1, 1, 1});
        } else {
            steps.damerau();
        }
        for (int i = 0; i < tail; i++) {
            script.keep();
        }
    }

    public EditMeasure measure() {
        return measure;
    }
}
