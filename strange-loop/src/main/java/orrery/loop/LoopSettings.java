package orrery.loop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import orrery.loop.level.ExpertKind;
import orrery.timeline.Refusal;

/// Settings of the learner; every one has a default and a limit.
///
/// Threads: immutable.
///
/// @param min least capacity, 0 or more
/// @param max largest capacity, over `min`, to 1,000,000
/// @param shortfallWeight cost of a missing unit where a unit of capacity costs 1; over 1, to 1e6
/// @param changeWeight cost of a unit of change, 0 to 1
/// @param experts labels of the forecasters that are on, 1 to 8; see [ExpertKind]
/// @param quantiles conformal quantiles of each, 1 to 8, each over 0 and below 1, ascending
/// @param shareRates share rates of level 2, 2 to 8, each over 0 and below 1
/// @param maxMetaDepth 1 no mixing (the first of `rls`, or the first expert, at the quantile
///     nearest to the critical ratio) · 2 one mixture · 3 mixtures of mixtures
/// @param expirySamples samples for which a snapshot stays valid, 1 to 1,000
/// @param enableSelfModification whether guarded changes may be proposed at all
public record LoopSettings(
        int min,
        int max,
        double shortfallWeight,
        double changeWeight,
        List<String> experts,
        List<Double> quantiles,
        List<Double> shareRates,
        int maxMetaDepth,
        int expirySamples,
        boolean enableSelfModification) {
    private static final int FEW = 8;

    public LoopSettings {
        experts = List.copyOf(experts);
        quantiles = List.copyOf(quantiles);
        shareRates = List.copyOf(shareRates);
        require(min >= 0, "min is " + min, "use 0 or more");
        require(max > min && max <= 1_000_000, "max is " + max, "use over min, to 1000000");
        require(
                shortfallWeight > 1 && shortfallWeight <= 1e6,
                "shortfall weight is " + shortfallWeight,
                "use over 1, to 1e6");
        require(
                changeWeight >= 0 && changeWeight <= 1,
                "change weight is " + changeWeight,
                "use 0 to 1");
        require(
                !experts.isEmpty() && experts.size() <= FEW,
                experts.size() + " experts",
                "use 1 to 8");
        require(
                new TreeSet<>(experts).size() == experts.size(),
                "an expert twice",
                "name each once");
        for (String label : experts) {
            kind(label);
        }
        fractions("quantiles", quantiles, 1);
        fractions("share rates", shareRates, 2);
        require(
                maxMetaDepth >= 1 && maxMetaDepth <= 3,
                "max_meta_depth is " + maxMetaDepth,
                "use 1 to 3");
        require(
                expirySamples >= 1 && expirySamples <= 1000,
                "expiry is " + expirySamples + " samples",
                "use 1 to 1000");
    }

    /// The defaults for a capacity between two bounds.
    ///
    /// @throws Refusal OUT_OF_RANGE
    public static LoopSettings between(int min, int max) {
        return new LoopSettings(
                min,
                max,
                10,
                0.1,
                Arrays.stream(ExpertKind.values()).map(ExpertKind::label).toList(),
                List.of(0.7, 0.8, 0.9, 0.95),
                List.of(0.0003, 0.003, 0.03),
                3,
                4,
                false);
    }

    /// The same with other costs.
    public LoopSettings withCosts(double shortfall, double change) {
        return new LoopSettings(
                min,
                max,
                shortfall,
                change,
                experts,
                quantiles,
                shareRates,
                maxMetaDepth,
                expirySamples,
                enableSelfModification);
    }

    /// The same with these forecasters only.
    public LoopSettings withExperts(List<String> labels) {
        return new LoopSettings(
                min,
                max,
                shortfallWeight,
                changeWeight,
                labels,
                quantiles,
                shareRates,
                maxMetaDepth,
                expirySamples,
                enableSelfModification);
    }

    /// The same with other quantiles.
    public LoopSettings withQuantiles(List<Double> q) {
        return new LoopSettings(
                min,
                max,
                shortfallWeight,
                changeWeight,
                experts,
                q,
                shareRates,
                maxMetaDepth,
                expirySamples,
                enableSelfModification);
    }

    /// The same with other share rates.
    public LoopSettings withShareRates(List<Double> rates) {
        return new LoopSettings(
                min,
                max,
                shortfallWeight,
                changeWeight,
                experts,
                quantiles,
                rates,
                maxMetaDepth,
                expirySamples,
                enableSelfModification);
    }

    /// The same with another depth.
    public LoopSettings withMaxMetaDepth(int depth) {
        return new LoopSettings(
                min,
                max,
                shortfallWeight,
                changeWeight,
                experts,
                quantiles,
                shareRates,
                depth,
                expirySamples,
                enableSelfModification);
    }

    /// The same with another expiry of snapshots.
    public LoopSettings withExpirySamples(int samples) {
        return new LoopSettings(
                min,
                max,
                shortfallWeight,
                changeWeight,
                experts,
                quantiles,
                shareRates,
                maxMetaDepth,
                samples,
                enableSelfModification);
    }

    /// The same with guarded changes permitted or not.
    public LoopSettings withSelfModification(boolean enabled) {
        return new LoopSettings(
                min,
                max,
                shortfallWeight,
                changeWeight,
                experts,
                quantiles,
                shareRates,
                maxMetaDepth,
                expirySamples,
                enabled);
    }

    ExpertKind[] kinds() {
        return experts.stream().map(LoopSettings::kind).toArray(ExpertKind[]::new);
    }

    double[] quantileArray() {
        return quantiles.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static ExpertKind kind(String label) {
        Optional<ExpertKind> found =
                Arrays.stream(ExpertKind.values()).filter(k -> k.label().equals(label)).findFirst();
        return found.orElseThrow(() ->
                new Refusal(
                        Refusal.Code.UNKNOWN_KEY,
                        "no expert is called " + label,
                        "use some of "
                                + Arrays.stream(ExpertKind.values())
                                        .map(ExpertKind::label)
                                        .toList()));
    }

    private static void fractions(String name, List<Double> values, int least) {
        require(
                values.size() >= least && values.size() <= FEW,
                values.size() + " " + name,
                "use " + least + " to 8");
        double before = 0;
        for (double v : values) {
            require(v > before && v < 1, name + " " + values, "use ascending values in (0, 1)");
            before = v;
        }
    }

    private static void require(boolean holds, String found, String advice) {
        if (!holds) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, found, advice);
        }
    }
}
