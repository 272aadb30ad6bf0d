package orrery.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import orrery.compare.search.AnalogueSearch;
import orrery.loop.change.GuardedChange;
import orrery.loop.change.Parameter;
import orrery.loop.halt.KillSwitch;
import orrery.loop.level.LevelOne;
import orrery.loop.level.Levels;
import orrery.loop.level.Neighbours;
import orrery.loop.level.Rounding;

/// A learner of capacities, and of how to learn them.
///
/// - **Level 0** executes a published [Snapshot]: no lock, no wait, a few ns.
/// - **Level 1**: forecasters of the next demand, each at several conformal quantiles.
/// - **Level 2**: mixtures of all experts, one for each share rate.
/// - **Level 3**: a mixture of the mixtures; its decision is rounded to a whole capacity.
/// - **Advice** from the analysis of dynamics is one more expert of level 1 and nothing else.
///
/// One sample: the caller adds it to the analogue search and searches, then calls [#learn] and
/// [#meta]; the snapshot so published is for the next step. A sample that is NaN or infinite is
/// missing: nothing is learnt and the proposals stay. Negative demand counts as 0, demand beyond
/// twice the largest capacity as that.
///
/// The bound of each mixture is stated in [orrery.loop.level.Mixture] and kept while running, see
/// [#regret].
///
/// Threads: [#snapshot] and [#propose] are safe from any thread, all else is confined to one.
/// Cost: about 1.5 µs a sample with all experts. Allocation: one snapshot a sample. Memory: fixed,
/// about 250 kB. Deterministic: the same samples give the same bits.
public final class StrangeLoop {
    private static final Parameter TILT = new Parameter("tilt", -1, 1, 0);
    private static final double FALSE_PROMOTION = 0.01;
    private static final VarHandle SNAPSHOT;

    static {
        try {
            SNAPSHOT =
                    MethodHandles.lookup()
                            .findVarHandle(StrangeLoop.class, "snapshot", Snapshot.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LoopSettings settings;
    private final Neighbours neighbours;
    private final LevelOne experts;
    private final Levels levels;
    private final Rounding rounding;
    private final GuardedChange change;
    private Snapshot snapshot;
    private Advice advice = Advice.NONE;
    private double demand;
    private int inForce;
    private int allowedLow;
    private int allowedHigh;
    private boolean fresh;
    private boolean proposed;
    private int live;
    private int beside;

    private StrangeLoop(LoopSettings settings, Neighbours neighbours, KillSwitch halt) {
        this.settings = settings;
        this.neighbours = neighbours;
        this.experts = new LevelOne(settings.kinds(), settings.quantileArray(), settings.max());
        this.levels =
                new Levels(
                        experts.size(),
                        settings.shareRates().stream().mapToDouble(Double::doubleValue).toArray());
        this.rounding = new Rounding(settings.shortfallWeight(), settings.changeWeight());
        this.change =
                new GuardedChange(TILT, FALSE_PROMOTION, halt, settings.enableSelfModification());
        this.inForce = settings.max();
        this.allowedLow = settings.min();
        this.allowedHigh = settings.max();
        this.snapshot =
                new Snapshot(
                        0,
                        settings.max(),
                        0,
                        0,
                        settings.expirySamples(),
                        settings.min(),
                        settings.max());
    }

    /// A learner that reads what its caller's search found: the caller adds each sample and searches
    /// before [#learn]. Samples there must be in units of capacity too.
    ///
    /// @param halt stops the guarded change
    public static StrangeLoop of(LoopSettings settings, AnalogueSearch analogues, KillSwitch halt) {
        return of(settings, Analogues.of(analogues), halt);
    }

    /// A learner that reads the neighbours its caller searches for.
    public static StrangeLoop of(LoopSettings settings, Neighbours neighbours) {
        return new StrangeLoop(settings, neighbours, new KillSwitch());
    }

    /// A learner whose guarded change stops with that switch.
    public static StrangeLoop of(LoopSettings settings, Neighbours neighbours, KillSwitch halt) {
        return new StrangeLoop(settings, neighbours, halt);
    }

    /// Level 1 takes the newest demand.
    ///
    /// @param newest demand in units of capacity
    /// @param current capacity in force while it was seen
    /// @param low least capacity that the gate would allow next
    /// @param high largest one
    public void learn(double newest, int current, int low, int high) {
        inForce = current;
        allowedLow = low;
        allowedHigh = high;
        fresh = Double.isFinite(newest);
        if (!fresh) {
            return;
        }
        demand = Math.max(0, Math.min(newest, 2.0 * settings.max()));
        if (proposed) {
            Levels.Costs prices = costs();
            levels.score(experts.proposals(), demand, prices);
            double range =
                    (settings.shortfallWeight() + settings.changeWeight())
                            * Math.max(1, Math.abs(live - beside));
            change.observe(prices.of(live, demand), prices.of(beside, demand), range);
            rounding.learn(demand - levels.decision());
        }
        experts.learn(demand);
    }

    /// Takes the advice that holds from the next [#meta] on.
    public void advise(Advice newest) {
        advice = newest;
    }

    /// Levels 1 to 3 propose for the next step, and the snapshot is published.
    public void meta() {
        if (!fresh) {
            return;
        }
        experts.propose(neighbours, advice.regimeForOneStep());
        double[] proposals = experts.proposals();
        double mixed = levels.decide(proposals);
        double target = chosen(mixed, proposals);
        // The guarded parameter tilts the decision by this much per unit.
        double error = experts.typicalError(levels);
        live = rounding.round(target + change.live().value() * error, inForce);
        beside =
                change.state() == GuardedChange.State.IDLE
                        ? live
                        : rounding.round(target + change.beside() * error, inForce);
        int base = Math.max(allowedLow, Math.min(allowedHigh, live));
        publish(Math.max(settings.min(), Math.min(settings.max(), base)));
        proposed = true;
        fresh = false;
    }

    private double chosen(double mixed, double[] proposals) {
        return switch (settings.maxMetaDepth()) {
            case 1 -> proposals[defaultExpert()];
            case 2 -> levels.mixtureDecision(0);
            default -> mixed;
        };
    }

    private int defaultExpert() {
        int family = Math.max(0, settings.experts().indexOf("rls"));
        double ratio = 1 - 1 / settings.shortfallWeight();
        int nearest = 0;
        for (int q = 1; q < settings.quantiles().size(); q++) {
            if (Math.abs(settings.quantiles().get(q) - ratio)
                    < Math.abs(settings.quantiles().get(nearest) - ratio)) {
                nearest = q;
            }
        }
        return family * settings.quantiles().size() + nearest;
    }

    private void publish(int base) {
        Snapshot next =
                new Snapshot(
                        snapshot.sequence() + 1,
                        base,
                        experts.slope(levels),
                        demand,
                        settings.expirySamples(),
                        settings.min(),
                        settings.max());
        SNAPSHOT.setRelease(this, next);
    }

    private Levels.Costs costs() {
        return new Levels.Costs(settings.shortfallWeight(), settings.changeWeight(), inForce);
    }

    /// The newest snapshot. Acquire read: pairs with the release write in [#meta].
    public Snapshot snapshot() {
        return (Snapshot) SNAPSHOT.getAcquire(this);
    }

    /// Level 0: the capacity to ask for, by the newest snapshot.
    public int propose(double newestDemand) {
        return snapshot().propose(newestDemand);
    }

    /// Experts of level 1.
    public int experts() {
        return experts.size();
    }

    /// Name of an expert, for example `rls@0.9`.
    public String expertName(int i) {
        return experts.name(i);
    }

    /// What an expert proposes for the next step, rounded up.
    public int proposal(int i) {
        int rounded = (int) Math.ceil(experts.proposals()[i] - 0.3);
        return Math.max(settings.min(), Math.min(settings.max(), rounded));
    }

    /// Weight of an expert over all levels; they sum to 1.
    public double weight(int i) {
        return levels.weight(i);
    }

    /// Share rate of a mixture of level 2.
    public double shareRate(int j) {
        return settings.shareRates().get(j);
    }

    /// Weight of that mixture at level 3; they sum to 1.
    public double level3Weight(int j) {
        return levels.topWeight(j);
    }

    /// Shorter season found so far, in samples; 0 while none is found.
    public int season() {
        return experts.season();
    }

    /// Longer season found so far, a multiple of the shorter; 0 while none is found.
    public int longSeason() {
        return experts.longSeason();
    }

    /// Cost of mixing against the best expert so far, with the bound it cannot exceed.
    public Regret regret() {
        int best = levels.bestExpert();
        return new Regret(
                levels.samples(), levels.cost(), best, levels.expertCost(best), levels.bound(best));
    }

    /// The one parameter that may change itself: `tilt`, by which the decision is raised, in units of
    /// the recent mean error; 0 at first, within ±1. Proposals are refused unless the settings
    /// enable self-modification.
    public GuardedChange change() {
        return change;
    }

    /// The settings.
    public LoopSettings settings() {
        return settings;
    }

    /// Saves everything learnt and the newest snapshot.
    public void writeTo(DataOutput out) throws IOException {
        experts.writeTo(out);
        levels.writeTo(out);
        rounding.writeTo(out);
        change.writeTo(out);
        out.writeInt(live);
        out.writeInt(beside);
        out.writeLong(snapshot.sequence());
        out.writeInt(snapshot.base());
        out.writeDouble(snapshot.gain());
        out.writeDouble(snapshot.anchor());
        out.writeUTF(advice.regime().name());
        out.writeDouble(advice.confidence());
        out.writeDouble(advice.exponent());
        out.writeDouble(demand);
        out.writeInt(inForce);
        out.writeInt(allowedLow);
        out.writeInt(allowedHigh);
        out.writeBoolean(fresh);
        out.writeBoolean(proposed);
    }

    /// Takes the place of the saved one, which must have had the same settings.
    public void readFrom(DataInput in) throws IOException {
        experts.readFrom(in);
        levels.readFrom(in);
        rounding.readFrom(in);
        change.readFrom(in);
        live = in.readInt();
        beside = in.readInt();
        Snapshot read =
                new Snapshot(
                        in.readLong(),
                        in.readInt(),
                        in.readDouble(),
                        in.readDouble(),
                        settings.expirySamples(),
                        settings.min(),
                        settings.max());
        advice = new Advice(Advice.Kind.valueOf(in.readUTF()), in.readDouble(), in.readDouble());
        demand = in.readDouble();
        inForce = in.readInt();
        allowedLow = in.readInt();
        allowedHigh = in.readInt();
        fresh = in.readBoolean();
        proposed = in.readBoolean();
        SNAPSHOT.setRelease(this, read);
    }
}
