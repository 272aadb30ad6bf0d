package orrery.operations.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import orrery.agent.Decision;
import orrery.agent.Guarantees;
import orrery.journal.Storage;
import orrery.loop.StrangeLoop;
import orrery.loop.change.Entry;
import orrery.loop.change.GuardedChange;
import orrery.operations.report.JsonText;
import orrery.operations.report.RunReport.MemoryUse;
import orrery.operations.run.Manifest;
import orrery.operations.run.RunFolder;
import orrery.schedule.timing.Percentiles;
import orrery.timeline.Refusal;
import tools.jackson.core.JsonGenerator;

/// How a live run stands: written by the run now and then as `status.json`, read by anyone.
public final class RunStatus {
    static final String NAME = "status.json";

    private RunStatus() {}

    /// What the run in a folder wrote last, as JSON.
    ///
    /// @throws Refusal MISSING if there is no live run in it
    public static String read(Path folder) {
        if (!Files.isRegularFile(folder.resolve(NAME))) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            "there is no live run in this folder",
                            "give the folder of a run that was started with 'run --live'")
                    .at(folder.toString());
        }
        // The size is that of the opened file: the run may replace it by a longer one meanwhile.
        try (Storage.Input input = Storage.folder(folder).read(NAME)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(input.size()));
            input.read(bytes, 0);
            return new String(bytes.array(), UTF_8).strip();
        }
    }

    /// The status of a run that has decided nothing since it began.
    static void write(RunFolder folder, String state, String mode) {
        String text =
                JsonText.object(out -> {
                    out.writeStringProperty("state", state);
                    out.writeStringProperty("mode", mode);
                    out.writeNumberProperty("pid", ProcessHandle.current().pid());
                    out.writeNumberProperty("decisions", 0);
                });
        folder.write(NAME, (text + "\n").getBytes(UTF_8));
    }

    /// No sample came: a folder that holds no run is left as it was.
    static void end(RunFolder folder, String mode) {
        if (folder.storage().exists(Manifest.NAME)) {
            write(folder, "ended", mode);
        } else {
            folder.storage().delete(NAME);
        }
    }

    static void write(RunFolder folder, String state, LiveSession session, String operatingSystem) {
        Decision last = session.agent().last();
        Guarantees held = session.agent().guarantees();
        Optional<GuardedChange> change = session.agent().loop().map(StrangeLoop::change);
        String text =
                JsonText.object(out -> {
                    out.writeStringProperty("state", state);
                    out.writeStringProperty("mode", session.manifest().mode());
                    out.writeNumberProperty("pid", ProcessHandle.current().pid());
                    out.writeNumberProperty("decisions", held.decisions());
                    out.writeNumberProperty("lastTimeNs", last.timeNs());
                    JsonText.number("input", last.demand(), out);
                    out.writeNumberProperty("current", last.current());
                    out.writeNumberProperty("chosen", last.chosen());
                    out.writeStringProperty("ruling", last.ruling().word());
                    out.writeStringProperty("outcome", last.outcome().word());
                    out.writeStringProperty("reason", last.reason().word());
                    out.writeStringProperty("regime", last.regime());
                    out.writeNumberProperty("pending", last.pendingCount());
                    out.writeBooleanProperty("fallenBack", session.agent().hasFallenBack());
                    out.writeBooleanProperty(
                            "canRollBack", change.map(GuardedChange::canRollBack).orElse(false));
                    if (change.isPresent()) {
                        writeChange(change.get(), out);
                    }
                    out.writeNumberProperty(
                            "breaches", held.ruleBreaches() + held.reactionBreaches());
                    out.writeNumberProperty("missedDeadlines", held.missedDeadlines());
                    out.writeStringProperty("operatingSystem", operatingSystem);
                    out.writeBooleanProperty("rulesEstablished", session.rulesEstablished());
                    out.writeNumberProperty("memoryBytes", memory(session, MemoryUse::bytes));
                    out.writeNumberProperty(
                            "memoryLimitBytes", memory(session, MemoryUse::limitBytes));
                    Percentiles total = session.latencies().percentiles().get("total");
                    if (total != null) {
                        out.writeNumberProperty("latencyP50Ns", total.p50Ns());
                        out.writeNumberProperty("latencyP99Ns", total.p99Ns());
                    }
                });
        folder.write(NAME, (text + "\n").getBytes(UTF_8));
    }

    private static long memory(LiveSession session, ToLongFunction<MemoryUse> figure) {
        return session.memory().values().stream().mapToLong(figure).sum();
    }

    /// Where the learners' change of themselves stands, and the last entry of its ledger.
    private static void writeChange(GuardedChange change, JsonGenerator out) {
        out.writeStringProperty("change", change.state().name().toLowerCase(Locale.ROOT));
        JsonText.number(change.live().name(), change.live().value(), out);
        out.writeNumberProperty("changes", change.entries());
        if (!change.ledger().isEmpty()) {
            Entry last = change.ledger().getLast();
            out.writeStringProperty("lastChange", last.event().word());
            JsonText.number("lastChangeValue", last.value(), out);
        }
    }
}
