package orrery.operations.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import orrery.agent.Decision;
import orrery.agent.Guarantees;
import orrery.agent.act.Actuator;
import orrery.agent.act.ImmediateActuator;
import orrery.journal.Storage;
import orrery.loop.halt.KillSwitch;
import orrery.operations.configuration.Configuration;
import orrery.operations.input.Arrival;
import orrery.operations.input.DemandSource;
import orrery.operations.input.Pause;
import orrery.operations.input.Sample;
import orrery.operations.report.RunReport;
import orrery.operations.run.Certificate;
import orrery.operations.run.Digest;
import orrery.operations.run.RulesFile;
import orrery.operations.run.RunFolder;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// Decides on a live source until it ends, the run is stopped, or the process is killed.
///
/// In shadow nothing is commanded: each record says what would have been. Armed, commands go to the
/// configured actuator. Either way the kill file, the `kill` command and {@link #stop} end all
/// actions with the next decision. The run decides on a thread of its own, which asks the operating
/// system for what `[nanosecond-scheduler]` says. Threads: {@link #run} is confined; {@link #stop}
/// and {@link #operatingSystem} are safe. The source and `told` are used on the deciding thread.
public final class LiveRun {
    private static final long STATUS_NS = 200_000_000L;
    private static final long STEP_UNKNOWN_NS = 1_000_000_000L;
    private static final long IDLE_NS = 2_000_000L;

    private final Configuration configuration;
    private final RulesFile rules;
    private final Path out;
    private final boolean armed;
    private final KillSwitch killSwitch;
    private final NanoClock clock = NanoClock.system();
    private volatile boolean stopped;
    private volatile String operatingSystem = "not asked yet";

    /// @param out run folder, new or to be continued
    /// @param armed whether commands leave the program; see {@link Arming}
    public LiveRun(Configuration configuration, RulesFile rules, Path out, boolean armed) {
        this.configuration = configuration;
        this.rules = rules;
        this.out = out;
        this.armed = armed;
        this.killSwitch = new KillSwitch();
    }

    /// Ends the run after the decision in hand, in good order. Safe for any thread.
    public void stop() {
        stopped = true;
    }

    /// @param source of samples; times at or before the last decision of the folder are skipped
    /// @param told each decision, as it is made
    /// @return what held
    public Guarantees run(DemandSource source, Consumer<Decision> told) {
        return run(source, (decision, _) -> told.accept(decision));
    }

    /// The same, told as well what has held so far.
    public Guarantees run(DemandSource source, BiConsumer<Decision, Guarantees> told) {
        return DecidingThread.call(() -> decideAll(source, told), this::stop);
    }

    /// What the operating system granted to the thread that decides, in words.
    public String operatingSystem() {
        return operatingSystem;
    }

    private Guarantees decideAll(DemandSource source, BiConsumer<Decision, Guarantees> told) {
        try (RunFolder folder = RunFolder.forLive(Storage.folder(out))) {
            // From now on the run can be seen and killed, and nobody else has the folder.
            RunStatus.write(folder, "waiting", mode());
            Sample sample = new Sample();
            if (!await(source, sample)) {
                RunStatus.end(folder, mode());
                return new Guarantees(0, 0, 0, 0);
            }
            // Before the session opens: it may decide on a sample that was waiting.
            obeyKillFile();
            return decideAll(folder, source, sample, told);
        }
    }

    private Guarantees decideAll(
            RunFolder folder,
            DemandSource source,
            Sample first,
            BiConsumer<Decision, Guarantees> told) {
        try (Closing actuator = actuator();
                LiveSession session = open(folder, actuator.actuator(), demand(first))) {
            operatingSystem = DecidingThread.ask(configuration.nanosecondScheduler());
            Optional<Refusal> bad = decideWhileThereAreSamples(source, first, session, told);
            String state = stopped ? "stopped" : "ended";
            writeStatus(session, killSwitch.killed() ? "killed" : state);
            certify(session);
            if (bad.isPresent()) {
                throw bad.get();
            }
            return session.agent().guarantees();
        }
    }

    /// Decides until the source ends, or refuses what it found: then the run ends in good order all
    /// the same.
    private Optional<Refusal> decideWhileThereAreSamples(
            DemandSource source,
            Sample sample,
            LiveSession session,
            BiConsumer<Decision, Guarantees> told) {
        long shownNs = clock.nanoTime() - STATUS_NS;
        boolean more = true;
        while (more) {
            obeyKillFile();
            obeyRollback(session);
            if (sample.timeNs() > session.lastTimeNs()) {
                Decision decision = session.decide(sample.timeNs(), demand(sample));
                told.accept(decision, session.agent().guarantees());
            }
            if (clock.nanoTime() - shownNs >= STATUS_NS) {
                shownNs = clock.nanoTime();
                writeStatus(session, killSwitch.killed() ? "killed" : "running");
            }
            try {
                more = await(source, sample);
            } catch (Refusal bad) {
                return Optional.of(bad);
            }
        }
        return Optional.empty();
    }

    /// Waits for a sample, until the run is stopped.
    private boolean await(DemandSource source, Sample sample) {
        Pause pause = Pause.ofThread();
        while (!stopped) {
            Arrival arrival = source.poll(sample);
            if (arrival == Arrival.SAMPLE) {
                return true;
            }
            if (arrival == Arrival.END) {
                return false;
            }
            pause.forNs(IDLE_NS);
        }
        return false;
    }

    private void obeyKillFile() {
        if (!killSwitch.killed()
                && (Files.exists(out.resolve(configuration.leanAgentic().killFile()))
                        || Files.exists(out.resolve(RunControl.KILL_FILE)))) {
            killSwitch.kill("the kill file is there");
        }
    }

    private void obeyRollback(LiveSession session) {
        Path asked = out.resolve(RunControl.ROLLBACK_FILE);
        if (Files.exists(asked)) {
            session.rollBack();
            try {
                Files.deleteIfExists(asked);
            } catch (IOException e) {
                // It is obeyed again with the next decision, which changes nothing.
            }
        }
    }

    private double demand(Sample sample) {
        return sample.value() / configuration.capacity().unit();
    }

    private String mode() {
        return armed ? "armed" : "shadow";
    }

    private LiveSession open(RunFolder folder, Actuator actuator, double firstDemand) {
        LiveSession.Setting setting =
                new LiveSession.Setting(configuration, rules, mode(), actuator, clock, killSwitch);
        Storage journals = Storage.folder(out.resolve(LiveSession.JOURNAL_FOLDER));
        return LiveSession.open(folder, journals, setting, firstDemand, stepNs());
    }

    /// Nominal distance of samples: it only says how many samples a window of time may hold.
    private long stepNs() {
        return configuration
                .input()
                .bucketNs()
                .or(() -> configuration.input().periodNs())
                .orElse(STEP_UNKNOWN_NS);
    }

    private Closing actuator() {
        if (!armed) {
            return new Closing(new ImmediateActuator(), () -> {});
        }
        String target = configuration.leanAgentic().actuatorTarget().orElse("");
        return switch (configuration.leanAgentic().actuator()) {
            case NONE -> new Closing(new ImmediateActuator(), () -> {});
            case FILE -> {
                FileActuator file = FileActuator.writing(configuration.resolve(target));
                yield new Closing(file, file::close);
            }
            case WEBHOOK -> {
                WebhookActuator webhook = WebhookActuator.posting(target);
                yield new Closing(webhook, webhook::close);
            }
        };
    }

    private void writeStatus(LiveSession session, String state) {
        RunStatus.write(session.folder(), state, session, operatingSystem);
    }

    private static void certify(LiveSession session) {
        List<RunReport.RuleVerdict> verdicts = new ArrayList<>();
        session.agent()
                .forEachVerdict((rule, holds, robustness, record) ->
                        verdicts.add(
                                new RunReport.RuleVerdict(
                                        rule, holds, Optional.of(robustness), record)));
        Certificate certificate =
                new Certificate(
                        session.log().records(),
                        session.log().lastHash(),
                        session.log().lastSeal(),
                        Digest.of(session.manifest().json()),
                        session.manifest().configurationHash(),
                        session.manifest().rulesHash(),
                        Optional.empty(),
                        verdicts,
                        session.totals().missedDeadlines(),
                        session.totals().denied(),
                        session.totals().repaired(),
                        session.totals().agentCost(),
                        Certificate.Changes.of(session.changes()));
        session.folder().write(Certificate.NAME, certificate.json());
    }

    /// An actuator and how it is given up.
    private record Closing(Actuator actuator, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }
}
