package orrery.operations.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orrery.agent.Decision;
import orrery.agent.safety.Ruling;

/// A run at a glance: what happened over time, thinned to at most 1,024 stretches, and the
/// decisions that the gate did not let pass as proposed, the first 200 of them.
///
/// A stretch keeps least and greatest demand and capacity, so that no peak is lost by thinning.
/// Memory is bounded whatever the length. Threads: confined.
public final class Overview {
    private static final int STRETCHES_MAX = 1_024;
    private static final int STOPPED_MAX = 200;

    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Stopped> stopped = new ArrayList<>();
    private final List<String> families;
    private final int[] familyOf;
    private long perStretch = 1;
    private Stretch open;
    private long stoppedCount;

    /// @param like a decision of the run, for the names of its experts
    public Overview(Decision like) {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        familyOf = new int[like.experts()];
        for (int i = 0; i < familyOf.length; i++) {
            String family = family(like.expertName(i));
            indexes.putIfAbsent(family, indexes.size());
            familyOf[i] = indexes.getOrDefault(family, 0);
        }
        families = List.copyOf(indexes.keySet());
        open = new Stretch(families.size());
    }

    /// One decision the gate changed or refused.
    ///
    /// @param rule the rule that the proposal broke
    public record Stopped(
            long number,
            long timeNs,
            int current,
            int proposed,
            int chosen,
            boolean denied,
            String rule) {}

    /// Adds the next decision.
    public void add(Decision decision) {
        open.add(decision, familyOf);
        if (open.decisions == perStretch) {
            stretches.add(open);
            open = new Stretch(families.size());
            if (stretches.size() == STRETCHES_MAX) {
                mergePairs();
            }
        }
        if (decision.ruling() != Ruling.ALLOW) {
            stoppedCount++;
            if (stopped.size() < STOPPED_MAX) {
                stopped.add(
                        new Stopped(
                                decision.number(),
                                decision.timeNs(),
                                decision.current(),
                                decision.proposed(),
                                decision.chosen(),
                                decision.ruling() == Ruling.DENY,
                                decision.rule()));
            }
        }
    }

    /// The stretches in the order of time, the unfinished last one included.
    public List<Stretch> stretches() {
        List<Stretch> all = new ArrayList<>(stretches);
        if (open.decisions > 0) {
            all.add(open);
        }
        return all;
    }

    /// Decisions in a whole stretch.
    public long decisionsPerStretch() {
        return perStretch;
    }

    /// Names of the families of experts, in the order of weights in a stretch.
    public List<String> families() {
        return families;
    }

    /// The first decisions that were repaired or denied.
    public List<Stopped> stopped() {
        return List.copyOf(stopped);
    }

    /// How many there were in all.
    public long stoppedCount() {
        return stoppedCount;
    }

    private void mergePairs() {
        List<Stretch> merged = new ArrayList<>(STRETCHES_MAX);
        for (int i = 0; i < stretches.size(); i += 2) {
            stretches.get(i).merge(stretches.get(i + 1));
            merged.add(stretches.get(i));
        }
        stretches.clear();
        stretches.addAll(merged);
        perStretch *= 2;
    }

    private static String family(String expert) {
        int end = 0;
        while (end < expert.length() && Character.isLetter(expert.charAt(end))) {
            end++;
        }
        return end == 0 ? expert : expert.substring(0, end);
    }

    /// A run of decisions.
    public static final class Stretch {
        private long decisions;
        private long firstTimeNs;
        private double demandLeast = Double.NaN;
        private double demandGreatest = Double.NaN;
        private int capacityLeast = Integer.MAX_VALUE;
        private int capacityGreatest;
        private String regime = "unknown";
        private double confidence = -1;
        private final double[] weights;

        private Stretch(int families) {
            weights = new double[families];
        }

        private void add(Decision decision, int[] familyOf) {
            if (decisions++ == 0) {
                firstTimeNs = decision.timeNs();
            }
            double demand = decision.demand();
            if (!Double.isNaN(demand)) {
                demandLeast = Double.isNaN(demandLeast) ? demand : Math.min(demandLeast, demand);
                demandGreatest =
                        Double.isNaN(demandGreatest) ? demand : Math.max(demandGreatest, demand);
            }
            capacityLeast = Math.min(capacityLeast, decision.current());
            capacityGreatest = Math.max(capacityGreatest, decision.current());
            if (decision.confidence() > confidence) {
                confidence = decision.confidence();
                regime = decision.regime();
            }
            for (int i = 0; i < familyOf.length; i++) {
                weights[familyOf[i]] += decision.weight(i);
            }
        }

        private void merge(Stretch later) {
            decisions += later.decisions;
            if (Double.isNaN(demandLeast)) {
                demandLeast = later.demandLeast;
                demandGreatest = later.demandGreatest;
            } else if (!Double.isNaN(later.demandLeast)) {
                demandLeast = Math.min(demandLeast, later.demandLeast);
                demandGreatest = Math.max(demandGreatest, later.demandGreatest);
            }
            capacityLeast = Math.min(capacityLeast, later.capacityLeast);
            capacityGreatest = Math.max(capacityGreatest, later.capacityGreatest);
            if (later.confidence > confidence) {
                confidence = later.confidence;
                regime = later.regime;
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] += later.weights[i];
            }
        }

        public long firstTimeNs() {
            return firstTimeNs;
        }

        /// NaN if all samples are missing.
        public double demandLeast() {
            return demandLeast;
        }

        /// NaN if all samples are missing.
        public double demandGreatest() {
            return demandGreatest;
        }

        public int capacityLeast() {
            return capacityLeast;
        }

        public int capacityGreatest() {
            return capacityGreatest;
        }

        /// The label that was most confident in the stretch.
        public String regime() {
            return regime;
        }

        /// Mean weight of a family of experts.
        public double weight(int family) {
            return weights[family] / decisions;
        }
    }
}
