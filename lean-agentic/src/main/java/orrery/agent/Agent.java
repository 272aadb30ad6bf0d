package orrery.agent;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import orrery.agent.act.Flight;
import orrery.agent.episode.Outcome;
import orrery.agent.episode.Reason;
import orrery.agent.episode.Stage;
import orrery.agent.policy.Policy;
import orrery.agent.safety.Gate;
import orrery.agent.safety.ReactionWatch;
import orrery.agent.safety.RuleLedger;
import orrery.agent.safety.Ruling;
import orrery.agent.safety.Situation;
import orrery.schedule.Scheduler;
import orrery.schedule.task.Job;
import orrery.solve.formula.Rule;
import orrery.solve.formula.Specification;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// Decides, checks, acts, observes, learns: the loop that uses all libraries.
///
/// One call of {@link #decide} is one decision: take the sample, detect patterns, follow the
/// dynamics, let the levels learn and publish a proposal, check it against the rules, schedule the
/// action with its deadline, check again and act in one step, and leave a record. {@link #react} is
/// the hot path of it alone: it uses what the learners published last and allocates nothing.
///
/// - No action executes that the gate did not allow; what cannot be decided is denied.
/// - Learning changes proposals, never rules. Chaos indicators are features and advice.
/// - Equal samples give equal decisions; measured times influence none while the clock stands
///   still.
///
/// Threads: confined to one. Cost: about 3.5 µs a decision, see `benchmarks`.
public final class Agent {
    private final Specification specification;
    private final AgentSettings settings;
    private final AgentPorts ports;
    private final NanoClock stopwatch;
    private final Perception perception;
    private final Optional<Learning> learning;
    private final Policy fallback;
    private final Gate gate;
    private final ReactionWatch reactions;
    private final Scheduler scheduler;
    private final Dispatch dispatch = new Dispatch();
    private final Flight flight;
    private final Situation situation = new Situation();
    private final Decision decision;
    private long decisions;
    private long lastTimeNs = Long.MIN_VALUE;
    private long missed;
    private boolean fallenBack;
    private boolean timed = true;
    private Optional<Ending> past = Optional.empty();

    private Agent(Specification specification, AgentSettings settings, AgentPorts ports) {
        this.specification = specification;
        this.settings = settings;
        this.ports = ports;
        this.stopwatch = ports.stopwatch();
        this.perception = new Perception(settings.senses(), ports.analysis());
        this.learning =
                settings.learners()
                        .map(loop ->
                                new Learning(loop, perception.analogues(), ports.killSwitch()));
        this.fallback = settings.fallback();
        this.gate =
                new Gate(
                        specification.where(rule -> !ReactionWatch.isAbout(rule)),
                        settings.bounds().min(),
                        settings.bounds().max());
        this.reactions =
                new ReactionWatch(
                        specification.where(ReactionWatch::isAbout), settings.deadlineNs());
        this.scheduler = Scheduler.startingAt(ports.clock().nanoTime());
        this.flight = new Flight(settings.bounds().initial(), Decision.PENDING_MAX);
        this.decision = new Decision(perception.patternNames(), learning);
        requireAnAllowedStart(specification);
    }

    /// An agent under rules over {@link orrery.agent.safety.Signals}.
    ///
    /// @throws Refusal CONTRADICTION if at the start no action at all is allowed
    public static Agent withRules(
            Specification specification, AgentSettings settings, AgentPorts ports) {
        return new Agent(specification, settings, ports);
    }

    /// One whole decision on the next sample.
    ///
    /// @param timeNs time of the sample, nanoseconds since 1970; not before the one before
    /// @param given demand in replicas; NaN where it is missing, infinity counts as missing too
    /// @return a view that is valid until the next decision
    /// @throws Refusal TIME_BACKWARD, or LIMIT if a window of the rules has no room for the sample;
    ///     nothing acted
    public Decision decide(long timeNs, double given) {
        long arrivedNs = stopwatch.nanoTime();
        double demand = known(given);
        begin(timeNs, demand);
        long sensed = lap(Stage.INGEST, arrivedNs);
        perception.detect(timeNs, demand, flight.current());
        long detected = lap(Stage.PATTERN, sensed);
        perception.analyse(demand);
        long analysed = lap(Stage.DYNAMICS, detected);
        if (learning.isPresent()) {
            Learning levels = learning.get();
            levels.learn(demand, flight.current(), perception.dynamics());
            long learned = lap(Stage.LEARN, analysed);
            levels.mix(decision.number);
            analysed = lap(Stage.META, learned);
        }
        return finish(analysed, arrivedNs);
    }

    /// Goes through a decision of the past again, for a run that was cut off: it ends as it ended
    /// then, whatever the clock and the kill switch say now.
    ///
    /// @param ended what became of it
    /// @param reason why, as recorded
    public Decision decideAgain(long timeNs, double demand, Outcome ended, Reason reason) {
        return decideAgain(timeNs, demand, new Ending(ended, reason, OptionalLong.empty()));
    }

    /// The same, where it is also known how long the decision took then: rules about the reaction
    /// and missed deadlines are judged by that.
    ///
    /// @param tookNs measured nanoseconds from the sample to its end, as recorded
    public Decision decideAgain(
            long timeNs, double demand, Outcome ended, Reason reason, long tookNs) {
        return decideAgain(timeNs, demand, new Ending(ended, reason, OptionalLong.of(tookNs)));
    }

    private Decision decideAgain(long timeNs, double demand, Ending then) {
        past = Optional.of(then);
        try {
            return decide(timeNs, demand);
        } finally {
            past = Optional.empty();
        }
    }

    /// Gives the newest command under way again, after a restart: what became of it was lost with
    /// the process, and its acknowledgement settles all before it. Nothing is given where none is
    /// under way or the kill switch is set.
    ///
    /// @return false if the actuator did not take it: then it stays under way
    public boolean repeatUnderWay() {
        int newest = flight.waiting() - 1;
        return newest < 0
                || (!ports.killSwitch().killed()
                        && ports.actuator()
                                .command(flight.decision(newest), flight.capacity(newest)));
    }

    /// The hot path alone: decides with what the learners published last. Of its times only the whole
    /// is measured: a reading of the clock costs as much as a stage.
    ///
    /// @throws Refusal as {@link #decide}
    public Decision react(long timeNs, double given) {
        long arrivedNs = stopwatch.nanoTime();
        double demand = known(given);
        begin(timeNs, demand);
        timed = false;
        perception.detectSymbols(timeNs, demand, flight.current());
        Decision reaction = finish(arrivedNs, arrivedNs);
        timed = true;
        return reaction;
    }

    /// From the next decision on the fallback policy proposes, for good; learning goes on.
    public void fallBack() {
        fallenBack = true;
    }

    /// Whether {@link #fallBack} was called.
    public boolean hasFallenBack() {
        return fallenBack;
    }

    /// Decides on all samples of a feed and says what held.
    public static Guarantees runWithGuarantees(
            Specification specification,
            AgentSettings settings,
            AgentPorts ports,
            SampleFeed feed) {
        Agent agent = withRules(specification, settings, ports);
        feed.forEach(agent::decide);
        return agent.guarantees();
    }

    /// What has held so far.
    public Guarantees guarantees() {
        return new Guarantees(decisions, gate.breaches(), reactions.breaches(), missed);
    }

    /// How each rule fared so far, in the order of the specification.
    public void forEachVerdict(VerdictConsumer into) {
        for (Rule rule : specification.rules()) {
            for (RuleLedger ledger :
                    List.of(gate.ledger(), gate.laterLedger(), reactions.ledger())) {
                int index = ledger.indexOf(rule);
                if (index >= 0) {
                    into.accept(
                            rule.name(),
                            ledger.holds(index),
                            ledger.robustness(index),
                            ledger.atRecord(index));
                }
            }
        }
    }

    /// Takes the verdict of one rule.
    @FunctionalInterface
    public interface VerdictConsumer {
        /// @param robustness the least so far; infinite if nothing limits it
        /// @param atRecord the first record with it
        void accept(String rule, boolean holds, double robustness, long atRecord);
    }

    /// The latest decision.
    public Decision last() {
        return decision;
    }

    /// The levels of learners, where they are on.
    public Optional<orrery.loop.StrangeLoop> loop() {
        return learning.map(Learning::loop);
    }

    /// Capacity in force, as far as acknowledged.
    public int inForce() {
        return flight.current();
    }

    /// Number of decisions made.
    public long decisions() {
        return decisions;
    }

    /// Saves all that later decisions depend on.
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(decisions);
        out.writeLong(lastTimeNs);
        out.writeLong(missed);
        out.writeBoolean(fallenBack);
        flight.writeTo(out);
        perception.writeTo(out);
        if (learning.isPresent()) {
            learning.get().writeTo(out);
        }
        fallback.writeTo(out);
        gate.writeTo(out);
        reactions.writeTo(out);
    }

    /// Restores what {@link #writeTo} saved, in an agent of the same rules and settings.
    public void readFrom(DataInput in) throws IOException {
        decisions = in.readLong();
        lastTimeNs = in.readLong();
        missed = in.readLong();
        fallenBack = in.readBoolean();
        flight.readFrom(in);
        perception.readFrom(in);
        if (learning.isPresent()) {
            learning.get().readFrom(in);
        }
        fallback.readFrom(in);
        gate.readFrom(in);
        reactions.readFrom(in);
    }

    private void requireAnAllowedStart(Specification specification) {
        situation.timeNs = 0;
        situation.demand = 0;
        situation.current = settings.bounds().initial();
        situation.lowest = situation.current;
        situation.highest = situation.current;
        if (settings.solver() && gate.admit(situation, situation.current) == Ruling.DENY) {
            throw new Refusal(
                            Refusal.Code.CONTRADICTION,
                            "with "
                                    + situation.current
                                    + " replicas in force and no demand, no"
                                    + " action holds every rule; the first broken is "
                                    + gate.rule(),
                            "weaken that rule or start elsewhere")
                    .at(specification.fileName());
        }
    }

    private static double known(double demand) {
        return Double.isFinite(demand) ? demand : Double.NaN;
    }

    private void begin(long timeNs, double demand) {
        if (decisions > 0 && timeNs < lastTimeNs) {
            throw new Refusal(
                    Refusal.Code.TIME_BACKWARD,
                    timeNs + " ns follows " + lastTimeNs + " ns",
                    "give samples in the order of time");
        }
        lastTimeNs = timeNs;
        ports.actuator().poll(flight);
        decision.number = decisions++;
        decision.timeNs = timeNs;
        decision.demand = demand;
        decision.current = flight.current();
        decision.pendingCount = flight.waiting();
        for (int i = 0; i < decision.pendingCount; i++) {
            decision.pending[i] = flight.capacity(i);
        }
        java.util.Arrays.fill(decision.stageNs, 0);
        situation.timeNs = timeNs;
        situation.sample = decision.number;
        situation.demand = demand;
        situation.current = flight.current();
        situation.lowest = flight.lowest();
        situation.highest = flight.highest();
        situation.killed =
                past.isPresent()
                        ? past.get().reason() == Reason.KILLED
                        : ports.killSwitch().killed();
    }

    /// Proposal, gate, schedule, act, record.
    private Decision finish(long sinceNs, long arrivedNs) {
        perception.fill(decision);
        propose();
        admit();
        if (settings.solver()) {
            gate.requireRoom(situation, decision.chosen);
        }
        long verified = lap(Stage.VERIFY, sinceNs);
        decision.outcome = Outcome.DROPPED;
        if (past.isPresent()) {
            endAsThen(past.get());
        } else if (situation.killed) {
            decision.reason = Reason.KILLED;
        } else if (decision.ruling != Ruling.DENY) {
            schedule(arrivedNs);
        }
        if (timed) {
            decision.totalNs = lap(Stage.SCHEDULE, verified) - arrivedNs;
            decision.stageNs[Stage.SCHEDULE.place()] -= decision.stageNs(Stage.ACT);
        } else {
            decision.totalNs = stopwatch.nanoTime() - arrivedNs;
        }
        if (past.isPresent()) {
            decision.totalNs = past.get().tookNs().orElse(decision.totalNs);
        }
        if (decision.totalNs > settings.deadlineNs() || decision.reason == Reason.FALLBACK_MISSED) {
            missed++;
        }
        if (settings.solver()) {
            gate.commit(situation, decision.chosen);
        }
        long took = ports.isLive() ? decision.totalNs : 0;
        reactions.observe(situation, decision.chosen, decision.outcome == Outcome.DROPPED, took);
        return decision;
    }

    private void endAsThen(Ending then) {
        if (then.outcome() != Outcome.DROPPED) {
            decision.outcome = dispatch.command();
        }
        decision.reason = then.reason();
    }

    private void propose() {
        int wanted = fallback.propose(situation.demand, situation.current);
        decision.reason = Reason.FALLBACK_OFF;
        if (learning.isPresent()) {
            Learning levels = learning.get();
            if (fallenBack || !settings.canary().learnersPropose(decision.number)) {
                decision.reason = Reason.FALLBACK_OFF;
            } else if (levels.isFresh(decision.number)) {
                wanted = levels.propose(situation.demand);
                decision.reason = Reason.LEARNED;
            } else {
                decision.reason = Reason.FALLBACK_STALE;
            }
        }
        decision.proposed = Math.clamp(wanted, settings.bounds().min(), settings.bounds().max());
    }

    private void admit() {
        if (!settings.solver()) {
            decision.ruling = Ruling.DENY;
            decision.reason = Reason.SOLVER_OFF;
            decision.chosen = situation.current;
            decision.rule = "";
            decision.robustness = Double.NaN;
            return;
        }
        decision.ruling = gate.admit(situation, decision.proposed);
        decision.chosen = gate.chosen();
        decision.rule = gate.rule();
        decision.robustness = gate.robustness();
    }

    /// An action begins only while a quarter of its deadline is left: that is what it may take itself.
    private static long latestStart(long deadlineNs) {
        return deadlineNs - deadlineNs / 4;
    }

    private void schedule(long arrivedNs) {
        // In a live agent both clocks are one, and the deadline runs from the sample's arrival.
        NanoClock clock = ports.clock();
        long release = ports.isLive() ? arrivedNs : clock.nanoTime();
        long handle =
                scheduler.submit(dispatch, release, release + latestStart(settings.deadlineNs()));
        if (handle >= 0) {
            scheduler.step(clock.nanoTime());
        }
    }

    /// How a decision of the past ended.
    private record Ending(Outcome outcome, Reason reason, OptionalLong tookNs) {}

    private long lap(Stage stage, long sinceNs) {
        if (!timed) {
            return sinceNs;
        }
        long now = stopwatch.nanoTime();
        decision.stageNs[stage.place()] = now - sinceNs;
        return now;
    }

    /// The action of the decision in hand: check again and act, in one step.
    private final class Dispatch implements Job {
        @Override
        public void run(long nowNs) {
            long started = timed ? stopwatch.nanoTime() : 0;
            if (ports.killSwitch().killed()) {
                // What is recorded is judged with the switch set, as whoever re-checks it will.
                situation.killed = true;
                admit();
                decision.reason = Reason.KILLED;
            } else if (gate.allows(situation, decision.chosen)) {
                decision.outcome = command();
            }
            lap(Stage.ACT, started);
        }

        @Override
        public void missed(long nowNs) {
            decision.reason = Reason.FALLBACK_MISSED;
        }

        private Outcome command() {
            boolean nothingToDo = decision.chosen == situation.current && flight.waiting() == 0;
            boolean taken =
                    nothingToDo
                            || (!flight.isFull()
                                    && ports.actuator().command(decision.number, decision.chosen)
                                    && flight.begin(decision.number, decision.chosen));
            if (!taken) {
                return Outcome.DROPPED;
            }
            return settings.shadow() ? Outcome.SHADOW : Outcome.ACTED;
        }
    }
}
