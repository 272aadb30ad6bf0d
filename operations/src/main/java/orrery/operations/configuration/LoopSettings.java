package orrery.operations.configuration;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import orrery.loop.level.ExpertKind;

/// `[strange-loop]`: learning, and learning how to learn.
///
/// @param enabled off: the fallback policy decides
/// @param maxMetaDepth how many levels learn above each other
/// @param enableSelfModification whether changes of its own parameters may be promoted
/// @param experts the forecasters that are mixed; empty: all there are
/// @param quantiles which quantiles of the demand are bid; empty: the learner's own
/// @param shareRates fixed-share rates of the meta level; empty: the learner's own
/// @param memoryMb memory limit in MiB
public record LoopSettings(
        boolean enabled,
        int maxMetaDepth,
        boolean enableSelfModification,
        Optional<List<String>> experts,
        Optional<List<Double>> quantiles,
        Optional<List<Double>> shareRates,
        int memoryMb) {
    private static final int EXPERTS_MAX = 8;
    private static final int QUANTILES_USUAL = 4;
    private static final int RATES_USUAL = 3;
    private static final Shape<List<String>> EXPERT_NAMES =
            Shape.listOf(Shape.nameOf(labels()), EXPERTS_MAX)
                    .where("no two alike", LoopSettings::refuseEmptyOrTwice);
    private static final Shape<List<Double>> QUANTILE_LEVELS =
            Shape.listOf(Shape.real(0.001, 0.999), 8)
                    .where("ascending", values -> refuseDescending(values, 1));
    private static final Shape<List<Double>> RATES =
            Shape.listOf(Shape.realOver(0, 0.5), 8)
                    .where("2 or more, ascending", values -> refuseDescending(values, 2));

    static final Key<Boolean> ENABLED = Key.of("strange-loop.enabled", Shape.flag(), true);
    static final Key<Integer> MAX_META_DEPTH =
            Key.of("strange-loop.max_meta_depth", Shape.count(1, 3), 3);
    static final Key<Boolean> ENABLE_SELF_MODIFICATION =
            Key.of("strange-loop.enable_self_modification", Shape.flag(), false);
    static final Key<List<String>> EXPERTS = Key.optional("strange-loop.experts", EXPERT_NAMES);
    static final Key<List<Double>> QUANTILES =
            Key.optional("strange-loop.quantiles", QUANTILE_LEVELS);
    static final Key<List<Double>> SHARE_RATES = Key.optional("strange-loop.share_rates", RATES);
    static final Key<Integer> MEMORY_MB =
            Key.of("strange-loop.memory_mb", Shape.count(1, 65_536), 150);

    static final List<Key<?>> KEYS =
            List.of(
                    ENABLED,
                    MAX_META_DEPTH,
                    ENABLE_SELF_MODIFICATION,
                    EXPERTS,
                    QUANTILES,
                    SHARE_RATES,
                    MEMORY_MB);

    public LoopSettings {
        MAX_META_DEPTH.check(maxMetaDepth);
        EXPERTS.check(experts);
        QUANTILES.check(quantiles);
        SHARE_RATES.check(shareRates);
        MEMORY_MB.check(memoryMb);
        long needed = memory(experts, quantiles, shareRates);
        if (enabled && needed > (long) memoryMb << 20) {
            throw MEMORY_MB.tooLittle(needed, "use fewer experts");
        }
    }

    /// How many experts bid: a forecaster at a quantile each; 0 where the component is off.
    public int bidders() {
        return enabled ? bidders(experts, quantiles) : 0;
    }

    /// The most memory that the component holds, in bytes; 0 where it is off.
    public long memoryBytes() {
        return enabled ? memory(experts, quantiles, shareRates) : 0;
    }

    private static int bidders(Optional<List<String>> experts, Optional<List<Double>> quantiles) {
        return experts.map(List::size).orElse(EXPERTS_MAX)
                * quantiles.map(List::size).orElse(QUANTILES_USUAL);
    }

    /// The past of the forecasters and their seasons; residuals a forecaster; four numbers an
    /// expert and mixture.
    private static long memory(
            Optional<List<String>> experts,
            Optional<List<Double>> quantiles,
            Optional<List<Double>> shareRates) {
        long mixtures = shareRates.map(List::size).orElse(RATES_USUAL) + 3L;
        return 262_144 + 8_192L * EXPERTS_MAX + 64 * mixtures * bidders(experts, quantiles);
    }

    static LoopSettings from(Entries entries) {
        return new LoopSettings(
                entries.take(ENABLED),
                entries.take(MAX_META_DEPTH),
                entries.take(ENABLE_SELF_MODIFICATION),
                entries.find(EXPERTS),
                entries.find(QUANTILES),
                entries.find(SHARE_RATES),
                entries.take(MEMORY_MB));
    }

    void print(Printed out) {
        out.put(ENABLED, enabled)
                .put(MAX_META_DEPTH, maxMetaDepth)
                .put(ENABLE_SELF_MODIFICATION, enableSelfModification)
                .put(EXPERTS, experts)
                .put(QUANTILES, quantiles)
                .put(SHARE_RATES, shareRates)
                .put(MEMORY_MB, memoryMb);
    }

    private static List<String> labels() {
        return Arrays.stream(ExpertKind.values()).map(ExpertKind::label).toList();
    }

    private static void refuseDescending(List<Double> values, int least) {
        if (values.size() < least) {
            throw Shape.outOfRange(
                    "a list of " + values.size(),
                    "use " + least + " to 8 values, or leave the key out");
        }
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i) <= values.get(i - 1)) {
                throw Shape.outOfRange(
                        values + ", which does not ascend", "write each once, the least first");
            }
        }
    }

    private static <T> void refuseEmptyOrTwice(List<T> list) {
        if (list.isEmpty() || new HashSet<>(list).size() < list.size()) {
            throw Shape.outOfRange(
                    list.isEmpty() ? "an empty list" : list + ", which names one twice",
                    list.isEmpty() ? "leave the key out to take all" : "name each once");
        }
    }
}
