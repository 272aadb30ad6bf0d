package orrery.compare.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import orrery.compare.internal.BitmapMiner;
import orrery.compare.internal.ExtensionCheck;
import orrery.compare.internal.MiningLimits;
import orrery.compare.internal.MiningTable;
import orrery.compare.internal.MiningVisitor;
import orrery.compare.internal.ProjectionMiner;
import orrery.timeline.Refusal;

/// Finds the frequent sequential patterns of a database.
///
/// Two engines find the same patterns in the same order, depth first by item: pseudo-projection
/// (PrefixSpan), where a pattern is the list of its sequences, and vertical bitmaps (CM-SPAM), where
/// it is the set of its places. A limit of gap or window needs the second; without one it is the
/// first that is faster, the more so the sparser the patterns. Memory O(database · frequent items /
/// 64), and O(supporting sequences) for each item of the pattern at hand: patterns are handed on,
/// not kept. Threads: confined to one, which may use several.
public final class SequenceMiner {
    /// How patterns are found.
    public enum Engine {
        PROJECTION,
        BITMAP
    }

    private final MiningSettings settings;
    private final Engine engine;
    private final int[] frequent;
    private final MiningTable table;
    private final MiningLimits limits;

    private SequenceMiner(SequenceDatabase database, MiningSettings settings, Engine engine) {
        this.settings = settings;
        this.engine = engine;
        this.limits =
                new MiningLimits(settings.lengthMax(), settings.gapMax(), settings.windowMax());
        this.frequent = database.frequentItems(settings.minSupport());
        this.table = database.reduced(frequent);
    }

    public static SequenceMiner of(SequenceDatabase database, MiningSettings settings) {
        boolean constrained =
                settings.gapMax() < MiningSettings.UNLIMITED
                        || settings.windowMax() < MiningSettings.UNLIMITED;
        return by(constrained ? Engine.BITMAP : Engine.PROJECTION, database, settings);
    }

    /// @throws Refusal NOT_PERMITTED where projection is asked for with a limit of gap or window
    public static SequenceMiner by(
            Engine engine, SequenceDatabase database, MiningSettings settings) {
        SequenceMiner miner = new SequenceMiner(database, settings, engine);
        if (engine == Engine.PROJECTION && miner.limits.constrained()) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "projection with a limit of gap or window",
                    "use bitmaps");
        }
        return miner;
    }

    /// All frequent patterns, each after its prefix.
    ///
    /// @return number of patterns handed on
    public long all(PatternListener listener) {
        return new MiningRun(this, () -> (_, _, _, _, _) -> true).all(listener);
    }

    /// The patterns that no larger one of the same support contains.
    ///
    /// @return number of patterns handed on
    /// @throws Refusal NOT_PERMITTED with a limit of gap or window
    public long closed(PatternListener listener) {
        return maximalBy(true, listener);
    }

    /// The patterns that no larger frequent one contains.
    ///
    /// @return number of patterns handed on
    /// @throws Refusal NOT_PERMITTED with a limit of gap or window
    public long maximal(PatternListener listener) {
        return maximalBy(false, listener);
    }

    private long maximalBy(boolean closed, PatternListener listener) {
        if (limits.constrained()) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "closed or maximal patterns with a limit of gap or window",
                    "leave one of them out");
        }
        int least = closed ? 0 : settings.minSupport();
        return new MiningRun(this, () -> unextended(least)).all(listener);
    }

    // Keeps a pattern unless a larger one has `least` of its sequences, or all where that is 0.
    private PatternFilter unextended(int least) {
        ExtensionCheck check = new ExtensionCheck(table, limits.lengthMax());
        return (codes, length, supporting, from, support) ->
                length == limits.lengthMax()
                        || !check.exists(
                                codes,
                                length,
                                Arrays.copyOfRange(supporting, from, from + support),
                                least == 0 ? support : least);
    }

    /// The k patterns of the largest support, of those above the least support; of equal support
    /// the shorter ones first, then by item.
    ///
    /// @param k 1 to 1,000,000
    /// @return number of patterns handed on, from the most to the least frequent
    /// @throws Refusal OUT_OF_RANGE
    public long topK(int k, PatternListener listener) {
        if (k < 1 || k > 1_000_000) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "the " + k + " best", "use 1 to 1000000");
        }
        TopPatterns top = new TopPatterns(k, settings);
        mine(top, inOrder());
        long handed = 0;
        for (TopPatterns.Kept kept : top.best()) {
            int[] pattern = new int[2 * kept.codes().length];
            int length = decode(kept.codes(), kept.codes().length, pattern);
            handed++;
            if (!listener.pattern(pattern, length, kept.support())) {
                break;
            }
        }
        return handed;
    }

    /// The rules that follow from the frequent patterns: each pattern, cut after each of its sets.
    ///
    /// @param minConfidence above 0, up to 1
    /// @param listener says whether to go on
    /// @return number of rules handed on
    /// @throws Refusal OUT_OF_RANGE
    public long rules(double minConfidence, Predicate<SequentialRule> listener) {
        if (!(minConfidence > 0 && minConfidence <= 1)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "a confidence of " + minConfidence,
                    "use a number above 0 and up to 1");
        }
        RuleVisitor rules = new RuleVisitor(this, minConfidence, listener);
        mine(rules, inOrder());
        return rules.handed();
    }

    /// Which of the frequent patterns are handed on.
    interface PatternFilter {
        boolean keep(int[] codes, int length, int[] supporting, int from, int support);
    }

    MiningSettings settings() {
        return settings;
    }

    int items() {
        return frequent.length;
    }

    /// Runs an engine over the patterns that begin with the items that `next` names, in its order,
    /// until it names none.
    void mine(MiningVisitor visitor, IntSupplier next) {
        IntPredicate engineOf =
                switch (engine) {
                    case PROJECTION ->
                            new ProjectionMiner(table, visitor, settings.lengthMax())::mine;
                    case BITMAP ->
                            new BitmapMiner(table, visitor, limits, settings.minSupport())::mine;
                };
        int item = next.getAsInt();
        while (item < frequent.length && engineOf.test(item)) {
            item = next.getAsInt();
        }
    }

    private IntSupplier inOrder() {
        int[] next = {0};
        return () -> next[0]++;
    }

    /// Writes a pattern as its items, -1 after each set.
    ///
    /// @return its length
    int decode(int[] codes, int count, int[] into) {
        int length = 0;
        for (int k = 0; k < count; k++) {
            if (k > 0 && (codes[k] & 1) == 0) {
                into[length++] = -1;
            }
            into[length++] = frequent[codes[k] >>> 1];
        }
        into[length++] = -1;
        return length;
    }

    List<Integer> decoded(int[] codes, int from, int to) {
        List<Integer> items = new ArrayList<>();
        for (int k = from; k < to; k++) {
            if (k > from && (codes[k] & 1) == 0) {
                items.add(-1);
            }
            items.add(frequent[codes[k] >>> 1]);
        }
        items.add(-1);
        return items;
    }
}
