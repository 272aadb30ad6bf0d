package orrery.operations.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orrery.agent.Agent;
import orrery.agent.AgentPorts;
import orrery.agent.AgentSettings;
import orrery.agent.Decision;
import orrery.agent.act.Actuator;
import orrery.agent.episode.Outcome;
import orrery.agent.safety.Gate;
import orrery.agent.safety.ReactionWatch;
import orrery.journal.Checkpoint;
import orrery.journal.Journal;
import orrery.journal.JournalSettings;
import orrery.journal.Storage;
import orrery.loop.change.Entry;
import orrery.loop.change.GuardedChange;
import orrery.loop.halt.KillSwitch;
import orrery.operations.baseline.CostRates;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Assembly;
import orrery.operations.replay.Latencies;
import orrery.operations.replay.MemoryBudget;
import orrery.operations.replay.Practice;
import orrery.operations.report.RunReport;
import orrery.operations.run.Certificate;
import orrery.operations.run.ChangeLog;
import orrery.operations.run.DecisionLog;
import orrery.operations.run.Digest;
import orrery.operations.run.Manifest;
import orrery.operations.run.RulesFile;
import orrery.operations.run.RunFolder;
import orrery.operations.run.RunTotals;
import orrery.solve.formula.Specification;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// A live run in its folder: journal, checkpoints, decisions. Survives a killed process: opened
/// again it goes through its journal and then decides as if it had never been away.
///
/// Each sample is in the journal before it is decided on; how a decision ended, before the next
/// sample. The journal alone is enough to make every record again: of decisions and of changes only
/// what is sound and known to the journal is kept. Threads: confined.
final class LiveSession implements AutoCloseable {
    static final String JOURNAL_FOLDER = "journal";
    private static final long DECISIONS_PER_CHECKPOINT = 1_000;
    private static final int PRACTICE = 20_000;

    private final Configuration configuration;
    private final Specification rules;
    private final boolean rulesEstablished;
    private final RunFolder folder;
    private final Journal journal;
    private final Storage journalStorage;
    private final LiveJournal door;
    private final Agent agent;
    private final KillSwitch halt = new KillSwitch();
    private final KillSwitch asked;
    private final Rollout rollout;
    private final Played played;
    private ChangeLog changes;
    private DecisionLog log;
    private long changesJournalled;
    private final Manifest manifest;
    private final Latencies latencies = new Latencies();
    private final RunTotals totals;
    private final Map<String, RunReport.MemoryUse> memory;
    private long lastTimeNs = Long.MIN_VALUE;

    /// What a session needs of its surroundings.
    ///
    /// @param mode `shadow` or `armed`
    /// @param actuator what commands go to
    /// @param clock this machine's, in a real run
    record Setting(
            Configuration configuration,
            RulesFile rules,
            String mode,
            Actuator actuator,
            NanoClock clock,
            KillSwitch killSwitch) {}

    private LiveSession(
            RunFolder folder, Storage journals, Setting setting, double firstDemand, long stepNs) {
        this.folder = folder;
        asked = setting.killSwitch();
        configuration = setting.configuration();
        Assembly.CheckedRules checked =
                Assembly.checkedRules(configuration, setting.rules().text(), setting.clock());
        rules = checked.specification();
        rulesEstablished = checked.established();
        // The agent's gate, and that of the fallback beside it.
        memory = MemoryBudget.of(configuration, rules, 2);
        Practice.of(configuration, rules, PRACTICE);
        boolean resumed = folder.storage().exists(Manifest.NAME);
        String canonical = configuration.canonical();
        manifest =
                resumed
                        ? Manifest.read(folder.storage())
                        : new Manifest(
                                setting.mode(),
                                Digest.of(canonical.getBytes(UTF_8)),
                                setting.rules().hash(),
                                configuration.nanosecondScheduler().latencyBudgetNs(),
                                stepNs,
                                Assembly.initial(configuration.capacity(), firstDemand),
                                configuration.capacity().constants(),
                                0);
        String hash =
                resumed
                        ? requireSame(setting, canonical)
                        : folder.begin(manifest, setting.rules(), canonical);
        journalStorage = journals;
        journal = Journal.open(journalStorage, JournalSettings.defaults(), setting.clock());
        door = new LiveJournal(journal, setting.actuator());
        Door world = new Door();
        AgentPorts ports =
                new AgentPorts(world, setting.clock(), setting.clock(), halt, Runnable::run);
        boolean shadow = setting.mode().equals("shadow");
        AgentSettings settings = Assembly.agent(configuration, manifest.initial(), shadow);
        if (!shadow) {
            settings = settings.withCanary(Assembly.canary(configuration));
        }
        agent = Agent.withRules(rules, settings, ports);
        rollout = judge();
        log = DecisionLog.resume(folder.storage(), hash, Long.MAX_VALUE);
        changes = ChangeLog.resume(folder.storage(), hash, Long.MAX_VALUE);
        played = new Played(world.rehearsal);
        rehearse(hash);
        noteChanges();
        totals =
                new RunTotals(
                        new CostRates(
                                configuration.capacity().shortfallWeight(),
                                configuration.capacity().changeWeight()),
                        manifest.scoredFrom(),
                        manifest.deadlineNs());
        totals.addAll(folder.storage());
        begin(world);
    }

    /// Opens the run in a folder, or begins one. The folder is closed with it.
    ///
    /// @param journals the disk that holds journal and checkpoints
    /// @param firstDemand of the first sample, which decides the first capacity where none is set
    static LiveSession open(
            RunFolder folder, Storage journals, Setting setting, double firstDemand, long stepNs) {
        try {
            return new LiveSession(folder, journals, setting, firstDemand, stepNs);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /// One whole decision, journalled; and if the run must fall back, that.
    Decision decide(long timeNs, double demand) {
        door.sample(timeNs, demand);
        lastTimeNs = timeNs;
        Decision decision = decideInEarnest(timeNs, demand);
        latencies.record(decision);
        log.flush();
        if (agent.decisions() % DECISIONS_PER_CHECKPOINT == 0) {
            checkpoint();
        }
        return decision;
    }

    private Decision decideInEarnest(long timeNs, double demand) {
        obeyKill();
        Decision decision = agent.decide(timeNs, demand);
        door.outcome(decision, stopped());
        log.record(decision);
        totals.add(decision);
        noteChanges();
        if (rollout.judge(decision, agent).isPresent()) {
            fallBack();
        }
        return decision;
    }

    private void obeyKill() {
        if (asked.killed()) {
            halt.kill(asked.reason().orElse(""));
        }
    }

    /// The ledger's new entries: into the run folder, and into the journal.
    private void noteChanges() {
        recordChanges();
        if (changesJournalled < entries()) {
            ledger().stream()
                    .filter(entry -> entry.sequence() >= changesJournalled)
                    .forEach(door::changed);
            changesJournalled = entries();
        }
    }

    private void recordChanges() {
        agent.loop().ifPresent(loop -> changes.follow(agent.decisions() - 1, loop.change()));
    }

    private List<Entry> ledger() {
        return agent.loop().map(loop -> loop.change().ledger()).orElse(List.of());
    }

    private long entries() {
        return agent.loop().map(loop -> loop.change().entries()).orElse(0L);
    }

    private boolean stopped() {
        return agent.loop()
                .map(loop -> loop.change().state() == GuardedChange.State.STOPPED)
                .orElse(false);
    }

    /// Time of the last sample decided on; `Long.MIN_VALUE` before the first.
    long lastTimeNs() {
        return lastTimeNs;
    }

    /// From the next decision on the fallback policy proposes, for good.
    private void fallBack() {
        if (!agent.hasFallenBack()) {
            door.fellBack();
            agent.fallBack();
        }
    }

    /// Puts back the learners' parameters that were in force before their last change.
    void rollBack() {
        door.rolledBack();
        agent.loop().ifPresent(loop -> loop.change().rollBack());
        noteChanges();
    }

    /// The judge of the run, without history.
    private Rollout judge() {
        Specification actions = rules.where(rule -> !ReactionWatch.isAbout(rule));
        int min = configuration.capacity().min();
        int max = configuration.capacity().max();
        return new Rollout(configuration, new Gate(actions, min, max), agent.inForce());
    }

    Agent agent() {
        return agent;
    }

    Latencies latencies() {
        return latencies;
    }

    Manifest manifest() {
        return manifest;
    }

    /// Whether some behaviour is known that satisfies all rules.
    boolean rulesEstablished() {
        return rulesEstablished;
    }

    /// What each component holds at most, and may hold.
    Map<String, RunReport.MemoryUse> memory() {
        return memory;
    }

    RunTotals totals() {
        return totals;
    }

    DecisionLog log() {
        return log;
    }

    ChangeLog changes() {
        return changes;
    }

    RunFolder folder() {
        return folder;
    }

    /// The records are forced first: a checkpoint never knows more than they hold.
    void checkpoint() {
        log.force();
        folder.storage().forceFolder();
        journal.force();
        Checkpoint.write(
                journalStorage,
                journal.nextSequence() - 1,
                LiveState.of(agent, rollout, lastTimeNs));
    }

    @Override
    public void close() {
        DecisionLog decided = log;
        ChangeLog changed = changes;
        try (folder;
                journal;
                decided;
                changed) {
            checkpoint();
        }
    }

    private String requireSame(Setting setting, String canonical) {
        String configurationHash = Digest.of(canonical.getBytes(UTF_8));
        boolean same =
                manifest.configurationHash().equals(configurationHash)
                        && manifest.rulesHash().equals(setting.rules().hash())
                        && manifest.mode().equals(setting.mode());
        if (!same) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "the run folder was begun with another configuration, rules or mode",
                    "go on with the same, or give this run another folder with --out");
        }
        // What was certified when it last ended is not the whole run any more.
        if (folder.storage().exists(Certificate.NAME)) {
            folder.storage().delete(Certificate.NAME);
        }
        return Digest.of(manifest.json());
    }

    /// Goes through the journal behind the newest checkpoint that the log reaches. Records that the
    /// log lacks are written again; those that the journal lost are removed.
    private void rehearse(String manifestHash) {
        Optional<Checkpoint> newest = checkpointUpTo(journal.nextSequence() - 1);
        while (newest.isPresent() && LiveState.decisions(newest.get().content()) > log.records()) {
            newest = checkpointUpTo(newest.get().sequence() - 1);
        }
        long from = 1;
        if (newest.isPresent()) {
            lastTimeNs = LiveState.restore(agent, rollout, newest.get().content());
            from = newest.get().sequence() + 1;
        }
        changesJournalled = entries();
        journal.read(
                from,
                record -> {
                    played.see(record.type(), record.timeNs(), record.view());
                    return true;
                });
        if (log.records() > agent.decisions()) {
            log.close();
            log = DecisionLog.resume(folder.storage(), manifestHash, agent.decisions());
        }
        if (changes.entries() > entries()) {
            changes.close();
            changes = ChangeLog.resume(folder.storage(), manifestHash, entries());
        }
        log.flush();
    }

    private Optional<Checkpoint> checkpointUpTo(long sequence) {
        return Checkpoint.latestUpTo(journalStorage, sequence);
    }

    /// The past is gone through: what comes now is in earnest.
    private void begin(Door world) {
        obeyKill();
        if (played.mustFallBack) {
            fallBack();
        }
        world.open(door);
        // One that is not taken stays under way, at its worst case, until the next is acknowledged.
        boolean _ = agent.repeatUnderWay();
        if (played.waiting) {
            decideInEarnest(played.timeNs, played.demand);
        }
        log.flush();
    }

    /// Decides again on what is in the journal, and writes the lines that the log lacks.
    private final class Played {
        private final Rehearsal rehearsal;
        private boolean waiting;
        private boolean mustFallBack;
        private long timeNs;
        private double demand;

        Played(Rehearsal rehearsal) {
            this.rehearsal = rehearsal;
        }

        void see(int type, long recordTimeNs, ByteBuffer payload) {
            switch (type) {
                case LiveJournal.SAMPLE -> {
                    waiting = true;
                    timeNs = recordTimeNs;
                    demand = payload.getDouble(0);
                    lastTimeNs = recordTimeNs;
                }
                case LiveJournal.ACKNOWLEDGED -> rehearsal.acknowledged(payload);
                case LiveJournal.FAILED -> rehearsal.failed(payload);
                case LiveJournal.OUTCOME -> decideAgain(payload);
                case LiveJournal.FELL_BACK -> agent.fallBack();
                case LiveJournal.ROLLED_BACK -> {
                    agent.loop().ifPresent(loop -> loop.change().rollBack());
                    recordChanges();
                }
                case LiveJournal.CHANGED -> requireChanged(payload);
                default ->
                        throw new Refusal(
                                Refusal.Code.VERSION,
                                "journal record of type " + type,
                                "use the version of Orrery that wrote it");
            }
        }

        private void decideAgain(ByteBuffer payload) {
            waiting = false;
            Outcome ended = LiveJournal.outcome(payload);
            rehearsal.expect(ended);
            if (LiveJournal.stopped(payload)) {
                agent.loop().ifPresent(loop -> loop.change().stopWithNext());
            }
            Decision decision =
                    agent.decideAgain(
                            timeNs,
                            demand,
                            ended,
                            LiveJournal.reason(payload),
                            LiveJournal.tookNs(payload));
            if (decision.number() >= log.records()) {
                log.record(decision);
            }
            recordChanges();
            mustFallBack |= rollout.judge(decision, agent).isPresent();
        }

        /// What the learners do to themselves must be what they did then.
        private void requireChanged(ByteBuffer payload) {
            boolean same =
                    ledger().stream()
                            .filter(entry -> entry.sequence() == changesJournalled)
                            .anyMatch(entry -> LiveJournal.bytes(entry).equals(payload));
            if (!same) {
                throw new Refusal(
                                Refusal.Code.CORRUPT,
                                "change "
                                        + changesJournalled
                                        + " came out otherwise than journalled",
                                "use the version of Orrery that wrote it, or start anew")
                        .at(JOURNAL_FOLDER);
            }
            changesJournalled++;
        }
    }

    /// The agent's door: leads to the rehearsal while the journal is gone through, then to the
    /// world.
    private static final class Door implements Actuator {
        private final Rehearsal rehearsal = new Rehearsal();
        private Optional<Actuator> world = Optional.empty();

        void open(Actuator toTheWorld) {
            world = Optional.of(toTheWorld);
        }

        @Override
        public boolean command(long decision, int capacity) {
            return world.isPresent()
                    ? world.get().command(decision, capacity)
                    : rehearsal.command(decision, capacity);
        }

        @Override
        public void poll(Acknowledgements into) {
            // News that was journalled for a sample that was not decided on comes first.
            rehearsal.poll(into);
            if (world.isPresent()) {
                world.get().poll(into);
            }
        }
    }
}
