package orrery.operations.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
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
import orrery.loop.halt.KillSwitch;
import orrery.operations.baseline.CostRates;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Assembly;
import orrery.operations.replay.Latencies;
import orrery.operations.replay.MemoryBudget;
import orrery.operations.replay.Practice;
import orrery.operations.report.RunReport;
import orrery.operations.run.Certificate;
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
/// sample. Threads: confined.
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
    private final DecisionLog log;
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
            RunFolder folder, Path path, Setting setting, double firstDemand, long stepNs) {
        this.folder = folder;
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
        journalStorage = Storage.folder(path.resolve(JOURNAL_FOLDER));
        journal = Journal.open(journalStorage, JournalSettings.defaults(), setting.clock());
        door = new LiveJournal(journal, setting.actuator());
        Door world = new Door();
        AgentPorts ports =
                new AgentPorts(
                        world,
                        setting.clock(),
                        setting.clock(),
                        setting.killSwitch(),
                        Runnable::run);
        boolean shadow = setting.mode().equals("shadow");
        AgentSettings settings = Assembly.agent(configuration, manifest.initial(), shadow);
        if (!shadow) {
            settings = settings.withCanary(Assembly.canary(configuration));
        }
        agent = Agent.withRules(rules, settings, ports);
        log = DecisionLog.resume(folder.storage(), hash);
        totals =
                new RunTotals(
                        new CostRates(
                                configuration.capacity().shortfallWeight(),
                                configuration.capacity().changeWeight()),
                        manifest.scoredFrom(),
                        manifest.deadlineNs());
        totals.addAll(folder.storage());
        rehearse(world);
    }

    /// Opens the run in a folder, or begins one.
    ///
    /// @param firstDemand of the first sample, which decides the first capacity where none is set
    static LiveSession open(Path path, Setting setting, double firstDemand, long stepNs) {
        RunFolder folder = RunFolder.forLive(Storage.folder(path));
        try {
            return new LiveSession(folder, path, setting, firstDemand, stepNs);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /// One whole decision, journalled.
    Decision decide(long timeNs, double demand) {
        door.sample(timeNs, demand);
        lastTimeNs = timeNs;
        Decision decision = agent.decide(timeNs, demand);
        door.outcome(decision);
        latencies.record(decision);
        record(decision);
        log.flush();
        if (agent.decisions() % DECISIONS_PER_CHECKPOINT == 0) {
            checkpoint();
        }
        return decision;
    }

    private void record(Decision decision) {
        log.record(decision);
        totals.add(decision);
    }

    /// Time of the last sample decided on; `Long.MIN_VALUE` before the first.
    long lastTimeNs() {
        return lastTimeNs;
    }

    /// From the next decision on the fallback policy proposes, for good.
    void fallBack() {
        if (!agent.hasFallenBack()) {
            door.fellBack();
            agent.fallBack();
        }
    }

    /// Puts back the learners' parameters that were in force before their last change.
    void rollBack() {
        door.rolledBack();
        agent.loop().ifPresent(loop -> loop.change().rollBack());
    }

    /// The judge of the run, without history: after a restart it starts anew.
    Rollout rollout() {
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

    RunFolder folder() {
        return folder;
    }

    void checkpoint() {
        Checkpoint.write(
                journalStorage, journal.nextSequence() - 1, LiveState.of(agent, lastTimeNs));
    }

    @Override
    public void close() {
        try (folder;
                journal;
                log) {
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

    /// Goes through the journal behind the newest checkpoint.
    private void rehearse(Door world) {
        Optional<Checkpoint> newest =
                Checkpoint.latestUpTo(journalStorage, journal.nextSequence() - 1);
        long from = 1;
        if (newest.isPresent()) {
            lastTimeNs = LiveState.restore(agent, newest.get().content());
            from = newest.get().sequence() + 1;
        }
        Played played = new Played(world.rehearsal);
        journal.read(
                from,
                record -> {
                    played.see(record.type(), record.timeNs(), record.view());
                    return true;
                });
        world.open(door);
        // One that is not taken stays under way, at its worst case, until the next is acknowledged.
        boolean _ = agent.repeatUnderWay();
        played.finish();
    }

    /// Decides again on what is in the journal, and writes the lines that the log lacks.
    private final class Played {
        private final Rehearsal rehearsal;
        private boolean waiting;
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
                case LiveJournal.ROLLED_BACK ->
                        agent.loop().ifPresent(loop -> loop.change().rollBack());
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
            Decision decision =
                    agent.decideAgain(
                            timeNs,
                            demand,
                            ended,
                            LiveJournal.reason(payload),
                            LiveJournal.tookNs(payload));
            if (decision.number() >= log.records()) {
                record(decision);
            }
        }

        /// A sample that was written but not decided on is decided on now, in earnest.
        void finish() {
            if (waiting) {
                Decision decision = agent.decide(timeNs, demand);
                door.outcome(decision);
                record(decision);
            }
            log.flush();
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
