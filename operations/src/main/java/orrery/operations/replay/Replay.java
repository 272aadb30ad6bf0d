package orrery.operations.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import orrery.agent.Agent;
import orrery.agent.AgentPorts;
import orrery.agent.AgentSettings;
import orrery.agent.Decision;
import orrery.agent.act.ImmediateActuator;
import orrery.agent.safety.ReactionWatch;
import orrery.journal.Storage;
import orrery.loop.halt.KillSwitch;
import orrery.operations.baseline.Baselines;
import orrery.operations.baseline.CostRates;
import orrery.operations.configuration.CapacitySettings;
import orrery.operations.configuration.Configuration;
import orrery.operations.input.DemandSource;
import orrery.operations.input.Sample;
import orrery.operations.report.JsonText;
import orrery.operations.report.Overview;
import orrery.operations.report.ReportPage;
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
import orrery.timeline.ManualClock;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// Replays a recorded stream: what the agent would have done, what others would have done, and the
/// record of it, for the verifier.
///
/// The clock stands still while the agent decides, so that equal input gives equal decisions;
/// measured times are reported beside them. The agent sees a sample only when it decides on it:
/// nothing looks ahead but the baselines that say so. Two passes over the input, bounded memory.
public final class Replay {
    private static final double WARM_UP_SHARE = 0.3;
    private static final int PRACTICE = 20_000;
    private static final long READ_AT_ONCE = 100_000;
    private static final String OPERATING_SYSTEM = "not applicable: time stands still in a replay";

    private final Configuration configuration;
    private final RulesFile rulesFile;
    private final String name;
    private final Replayable input;
    private final int threads;
    private final int practice;

    /// Input that can be opened more than once.
    @FunctionalInterface
    public interface Replayable {
        DemandSource open();
    }

    /// @param name what the input is called
    /// @param threads 1: all on the calling one; 2: the dynamics on another
    public Replay(
            Configuration configuration,
            RulesFile rulesFile,
            String name,
            Replayable input,
            int threads) {
        this.configuration = configuration;
        this.rulesFile = rulesFile;
        this.name = name;
        this.input = input;
        this.threads = threads;
        this.practice = PRACTICE;
    }

    /// The same with other practice before it, which changes measured times alone.
    Replay(Replay same, int practice) {
        this.configuration = same.configuration;
        this.rulesFile = same.rulesFile;
        this.name = same.name;
        this.input = same.input;
        this.threads = same.threads;
        this.practice = practice;
    }

    /// What the first pass finds out.
    private record Survey(
            long rows, long stepNs, double firstDemand, double greatest, List<String> notes) {}

    /// Replays, writes the run folder, and gives the figures.
    ///
    /// @param storage the run folder; an earlier replay in it is replaced
    /// @return empty if `progress` stopped it: then the folder holds no certificate, or, where that
    ///     was in the first pass over the input, what it held before
    /// @throws Refusal for bad input, a broken rule file, a full disk, a folder in use
    public Optional<RunReport> run(Storage storage, Progress progress) {
        Assembly.CheckedRules checked =
                Assembly.checkedRules(configuration, rulesFile.text(), NanoClock.system());
        Specification rules = checked.specification();
        var _ = memory(rules);
        Optional<Survey> surveyed = survey(progress);
        if (surveyed.isEmpty()) {
            return Optional.empty();
        }
        ExecutorService analysis =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
        try (RunFolder folder = RunFolder.forReplay(storage)) {
            return new Course(checked, surveyed.get(), folder, analysis).run(progress);
        } finally {
            analysis.shutdownNow();
        }
    }

    private Map<String, RunReport.MemoryUse> memory(Specification rules) {
        return MemoryBudget.of(configuration, rules, MemoryBudget.gatesOfAReplay(configuration));
    }

    private Optional<Survey> survey(Progress progress) {
        double unit = configuration.capacity().unit();
        Sample sample = new Sample();
        long rows = 0;
        long firstNs = 0;
        long lastNs = 0;
        double first = Double.NaN;
        double greatest = 0;
        try (DemandSource source = input.open()) {
            while (source.next(sample)) {
                double demand = sample.value() / unit;
                if (rows == 0) {
                    first = demand;
                    firstNs = sample.timeNs();
                }
                greatest = Math.max(greatest, Double.isNaN(demand) ? 0 : demand);
                lastNs = sample.timeNs();
                rows++;
                if (rows % READ_AT_ONCE == 0 && !progress.goesOn("reading", rows, 0)) {
                    return Optional.empty();
                }
            }
            if (rows < 2) {
                throw new Refusal(
                        Refusal.Code.TOO_SHORT,
                        rows == 1 ? "the input has 1 sample" : "the input has no sample",
                        "a replay needs at least 2; hundreds make sense");
            }
            long step = configuration.input().periodNs().orElse((lastNs - firstNs) / (rows - 1));
            return Optional.of(new Survey(rows, step, first, greatest, Notes.of(source.counts())));
        }
    }

    /// One replay under way.
    private final class Course {
        private final CapacitySettings capacity = configuration.capacity();
        private final Specification rules;
        private final List<String> ruleNotes;
        private final Survey survey;
        private final RunFolder folder;
        private final Manifest manifest;
        private final ManualClock clock = ManualClock.startingAt(0);
        private final Agent agent;
        private final Baselines baselines;
        private final Latencies latencies = new Latencies();
        private final RunTotals totals;
        private final Overview overview;
        private final Map<String, RunReport.MemoryUse> memory;

        Course(
                Assembly.CheckedRules checked,
                Survey survey,
                RunFolder folder,
                ExecutorService analysis) {
            rules = checked.specification();
            ruleNotes = checked.notes();
            this.survey = survey;
            this.folder = folder;
            this.memory = memory(rules);
            long scoredFrom = (long) (survey.rows() * WARM_UP_SHARE);
            int initial = Assembly.initial(capacity, survey.firstDemand());
            long deadlineNs = configuration.nanosecondScheduler().latencyBudgetNs();
            manifest =
                    new Manifest(
                            "replay",
                            Digest.of(configuration.canonical().getBytes(UTF_8)),
                            rulesFile.hash(),
                            deadlineNs,
                            survey.stepNs(),
                            initial,
                            capacity.constants(),
                            scoredFrom);
            CostRates rates = new CostRates(capacity.shortfallWeight(), capacity.changeWeight());
            Baselines.Setup setup =
                    new Baselines.Setup(
                            capacity.min(),
                            capacity.max(),
                            capacity.stepUp(),
                            rates,
                            initial,
                            scoredFrom);
            agent = agent(rules, initial, analysis);
            baselines =
                    new Baselines(
                            setup, rules.where(rule -> !ReactionWatch.isAbout(rule)), agent.last());
            totals = new RunTotals(rates, scoredFrom, deadlineNs);
            overview = new Overview(agent.last());
        }

        private Agent agent(Specification rules, int initial, ExecutorService analysis) {
            AgentPorts ports =
                    new AgentPorts(
                            new ImmediateActuator(),
                            clock,
                            NanoClock.system(),
                            new KillSwitch(),
                            threads > 1 ? analysis : Runnable::run);
            AgentSettings settings = Assembly.agent(configuration, initial, false);
            return Agent.withRules(rules, settings, ports);
        }

        Optional<RunReport> run(Progress progress) {
            Practice.of(configuration, rules, practice);
            String hash = folder.begin(manifest, rulesFile, configuration.canonical());
            DecisionLog log = DecisionLog.create(folder.storage(), hash);
            ChangeLog changes = ChangeLog.resume(folder.storage(), hash, 0);
            try (log;
                    changes) {
                if (!decideAll(log, changes, progress)) {
                    return Optional.empty();
                }
            }
            RunReport report = report();
            byte[] json = (JsonText.of(report) + "\n").getBytes(UTF_8);
            folder.write("report.json", json);
            folder.write("report.html", page(report));
            folder.write(Certificate.NAME, certificate(log, changes, json, report).json());
            return Optional.of(report);
        }

        private boolean decideAll(DecisionLog log, ChangeLog changes, Progress progress) {
            double unit = capacity.unit();
            Sample sample = new Sample();
            long done = 0;
            try (DemandSource source = input.open()) {
                while (source.next(sample)) {
                    clock.set(Math.max(clock.nanoTime(), sample.timeNs()));
                    Decision decision = agent.decide(sample.timeNs(), sample.value() / unit);
                    latencies.record(decision);
                    totals.add(decision);
                    log.record(decision);
                    agent.loop()
                            .ifPresent(loop -> changes.follow(decision.number(), loop.change()));
                    overview.add(decision);
                    baselines.step(decision);
                    done++;
                    if (done % 256 == 0 && !progress.goesOn("replaying", done, survey.rows())) {
                        return false;
                    }
                }
            }
            return true;
        }

        private RunReport report() {
            Map<String, Double> costs = baselines.costs();
            List<RunReport.RuleVerdict> verdicts = new ArrayList<>();
            agent.forEachVerdict((rule, holds, robustness, record) ->
                    verdicts.add(
                            new RunReport.RuleVerdict(rule, holds, finite(robustness), record)));
            List<String> notes = new ArrayList<>(survey.notes());
            notes.addAll(Notes.of(capacity, survey.greatest()));
            notes.addAll(ruleNotes);
            return new RunReport(
                    survey.rows(),
                    manifest.scoredFrom(),
                    costs,
                    baselines.breaches(),
                    ratios(costs),
                    totals.denied(),
                    totals.repaired(),
                    totals.missedDeadlines(),
                    latencies.percentiles(),
                    seasons(),
                    Optional.of(baselines.bestExpert()).filter(name -> !name.isEmpty()),
                    baselines.bestAutoscaler(),
                    manifest.configurationHash(),
                    verdicts,
                    memory,
                    OPERATING_SYSTEM,
                    notes);
        }

        private List<Integer> seasons() {
            return agent.loop().stream()
                    .flatMap(loop -> Stream.of(loop.season(), loop.longSeason()))
                    .filter(samples -> samples > 0)
                    .toList();
        }

        private byte[] page(RunReport report) {
            return ReportPage.of(
                    new ReportPage.Content(
                            report, overview, name, rulesFile.text(), latencies.histograms()));
        }

        private Certificate certificate(
                DecisionLog log, ChangeLog changes, byte[] reportJson, RunReport report) {
            return new Certificate(
                    log.records(),
                    log.lastHash(),
                    log.lastSeal(),
                    Digest.of(manifest.json()),
                    manifest.configurationHash(),
                    manifest.rulesHash(),
                    Optional.of(Digest.of(reportJson)),
                    report.rules(),
                    totals.missedDeadlines(),
                    totals.denied(),
                    totals.repaired(),
                    totals.agentCost(),
                    Certificate.Changes.of(changes));
        }
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    /// R = (baseline − floor) / (agent − floor); absent where the agent is not above the floor.
    private static Map<String, Double> ratios(Map<String, Double> costs) {
        double floor = costs.getOrDefault("floor", Double.NaN);
        double above = costs.getOrDefault("agent", Double.NaN) - floor;
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (String name :
                List.of("staticP999", "bestStatic", "hpa", "hpaGate", "hpaBest", "bestExpert")) {
            if (costs.containsKey(name) && above > 0) {
                ratios.put(name, (costs.get(name) - floor) / above);
            }
        }
        return ratios;
    }
}
