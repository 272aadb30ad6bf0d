package orrery.agent;

import java.util.Optional;
import orrery.agent.episode.Outcome;
import orrery.agent.episode.Reason;
import orrery.agent.episode.Stage;
import orrery.agent.safety.Ruling;
import orrery.loop.StrangeLoop;

/// One decision with its reasons and times: a view that the agent fills anew for each sample.
///
/// Valid until the next decision; copy what must outlive it. Threads: confined to the agent's.
public final class Decision {
    /// Most commands that can wait for their acknowledgement.
    public static final int PENDING_MAX = 16;

    long number;
    long timeNs;
    double demand;
    int current;
    final int[] pending = new int[PENDING_MAX];
    int pendingCount;
    final String[] featureNames;
    final long[] features;
    String regime = "unknown";
    double confidence;
    private final String[] expertNames;
    private final Optional<StrangeLoop> levels;
    int proposed;
    int chosen;
    Ruling ruling = Ruling.ALLOW;
    String rule = "";
    double robustness;
    Outcome outcome = Outcome.DROPPED;
    Reason reason = Reason.LEARNED;
    final long[] stageNs = new long[Stage.ALL.size()];
    long totalNs;

    Decision(String[] featureNames, Optional<Learning> learning) {
        this.featureNames = featureNames;
        this.features = new long[featureNames.length];
        this.expertNames = learning.map(Learning::expertNames).orElse(new String[0]);
        this.levels = learning.map(Learning::loop);
    }

    /// 0, 1, 2, … without a gap.
    public long number() {
        return number;
    }

    /// Time of the sample, nanoseconds since 1970.
    public long timeNs() {
        return timeNs;
    }

    /// Demand in replicas; NaN where the sample is missing.
    public double demand() {
        return demand;
    }

    /// Capacity in force, as far as acknowledged.
    public int current() {
        return current;
    }

    /// Commands without acknowledgement, oldest first.
    public int pendingCount() {
        return pendingCount;
    }

    public int pending(int index) {
        return pending[index];
    }

    /// Number of symbolic patterns that are watched.
    public int features() {
        return featureNames.length;
    }

    public String featureName(int index) {
        return featureNames[index];
    }

    /// Samples since the pattern matched last; -1 if it never did.
    public long feature(int index) {
        return features[index];
    }

    /// Label of the dynamics: point, periodic, chaotic, stochastic or unknown.
    public String regime() {
        return regime;
    }

    /// Confidence in the label, 0 to 1.
    public double confidence() {
        return confidence;
    }

    /// Number of level-1 experts; 0 where the learners are off.
    public int experts() {
        return expertNames.length;
    }

    public String expertName(int index) {
        return expertNames[index];
    }

    /// What the expert proposed, within the bounds of the capacity.
    public int proposal(int index) {
        return levels.isPresent() ? levels.get().proposal(index) : 0;
    }

    /// Weight that levels 2 and 3 give the expert; all sum to 1.
    public double weight(int index) {
        return levels.isPresent() ? levels.get().weight(index) : 0;
    }

    /// What was put before the gate, within the bounds of the actuator.
    public int proposed() {
        return proposed;
    }

    /// Capacity chosen for the next step.
    public int chosen() {
        return chosen;
    }

    public Ruling ruling() {
        return ruling;
    }

    /// Name of the rule that the proposal broke, or empty.
    public String rule() {
        return rule;
    }

    /// Least robustness of the choice over all rules; NaN if nothing was allowed.
    public double robustness() {
        return robustness;
    }

    public Outcome outcome() {
        return outcome;
    }

    public Reason reason() {
        return reason;
    }

    /// Measured nanoseconds of a stage.
    public long stageNs(Stage stage) {
        return stageNs[stage.place()];
    }

    /// Measured nanoseconds from the arrival of the sample to the end of the action.
    public long totalNs() {
        return totalNs;
    }
}
