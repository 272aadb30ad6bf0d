package orrery.operations.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orrery.agent.Decision;
import orrery.agent.DecisionSink;
import orrery.agent.episode.Stage;
import orrery.agent.safety.Ruling;
import orrery.journal.Storage;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes `decisions.jsonl`: one line a decision, chained by hashes.
///
/// The format is `docs/reference/run-folder.md`. `hash` covers all but measured times, so it is
/// equal in two runs; `seal` covers the times. Lines are collected and written in blocks; {@link
/// #flush} writes what is there. Threads: confined.
public final class DecisionLog implements DecisionSink, AutoCloseable {
    static final String NAME = "decisions.jsonl";
    private static final int BLOCK = 1 << 16;
    private static final Pattern RECORD =
            Pattern.compile(
                    "(\\{\"n\":([0-9]+),.*),\"hash\":\"([0-9a-f]{64})\","
                            + "(\"ns\":\\{.*),\"seal\":\"([0-9a-f]{16})\"\\}\\}");
    private static final byte[] NEWLINE = {'\n'};

    private final Storage.Output output;
    private final JsonFactory json = new JsonFactory();
    private final Digest digest = new Digest();
    private final Bytes line = new Bytes();
    private final Bytes block = new Bytes();
    private byte[] lastHash;
    private byte[] lastSeal;
    private long records;

    private DecisionLog(Storage.Output output, byte[] lastHash, byte[] lastSeal, long records) {
        this.output = output;
        this.lastHash = lastHash;
        this.lastSeal = lastSeal;
        this.records = records;
    }

    /// A new log in a folder whose manifest has this hash.
    public static DecisionLog create(Storage storage, String manifestHash) {
        byte[] noSeal = "0".repeat(16).getBytes(US_ASCII);
        return new DecisionLog(storage.create(NAME), manifestHash.getBytes(US_ASCII), noSeal, 0);
    }

    /// Goes on with the log of a run that was cut off: what is torn or broken at its end is removed.
    ///
    /// @param most records to go on from; those behind are removed
    public static DecisionLog resume(Storage storage, String manifestHash, long most) {
        if (!storage.exists(NAME)) {
            return create(storage, manifestHash);
        }
        byte[] noSeal = "0".repeat(16).getBytes(US_ASCII);
        Sound sound = new Sound(manifestHash.getBytes(US_ASCII), noSeal);
        long end = 0;
        try (StoredLines lines = new StoredLines(storage, NAME)) {
            Optional<byte[]> line = most > 0 ? lines.next() : Optional.empty();
            while (line.isPresent() && sound.accepts(new String(line.get(), UTF_8))) {
                end = lines.end();
                line = sound.records < most ? lines.next() : Optional.empty();
            }
        }
        storage.truncate(NAME, end);
        return new DecisionLog(storage.append(NAME), sound.hash, sound.seal, sound.records);
    }

    /// The sound records at the head of a log: numbered without a gap and chained.
    private static final class Sound {
        private final Digest digest = new Digest();
        private byte[] hash;
        private byte[] seal;
        private long records;

        Sound(byte[] hash, byte[] seal) {
            this.hash = hash;
            this.seal = seal;
        }

        boolean accepts(String line) {
            Matcher parts = RECORD.matcher(line);
            if (!parts.matches() || !parts.group(2).equals("" + records)) {
                return false;
            }
            byte[] nextHash = chained(digest, hash, parts.group(1).getBytes(UTF_8));
            byte[] times = parts.group(4).getBytes(UTF_8);
            byte[] nextSeal = sealed(digest, seal, nextHash, times);
            if (!Arrays.equals(nextHash, parts.group(3).getBytes(US_ASCII))
                    || !Arrays.equals(nextSeal, parts.group(5).getBytes(US_ASCII))) {
                return false;
            }
            hash = nextHash;
            seal = nextSeal;
            records++;
            return true;
        }
    }

    private static byte[] chained(Digest digest, byte[] before, byte[] text) {
        return digest.update(before).update(NEWLINE).update(text).finish();
    }

    private static byte[] sealed(Digest digest, byte[] before, byte[] hash, byte[] times) {
        byte[] seal =
                digest.update(before)
                        .update(NEWLINE)
                        .update(hash)
                        .update(NEWLINE)
                        .update(times)
                        .finish();
        return Arrays.copyOf(seal, 16);
    }

    @Override
    public void record(Decision decision) {
        line.clear();
        JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), line);
        out.writeStartObject();
        writeCircumstances(decision, out);
        writeChoice(decision, out);
        out.flush();
        lastHash =
                digest.update(lastHash)
                        .update(NEWLINE)
                        .update(line.array(), 0, line.length())
                        .finish();
        out.writeStringProperty("hash", new String(lastHash, US_ASCII));
        out.flush();
        int beforeTimes = line.length() + 1;
        writeTimes(decision, out);
        out.flush();
        byte[] seal =
                digest.update(lastSeal)
                        .update(NEWLINE)
                        .update(lastHash)
                        .update(NEWLINE)
                        .update(line.array(), beforeTimes, line.length() - beforeTimes)
                        .finish();
        lastSeal = Arrays.copyOf(seal, 16);
        out.writeStringProperty("seal", new String(lastSeal, US_ASCII));
        out.writeEndObject();
        out.writeEndObject();
        out.close();
        line.write('\n');
        records++;
        block.write(line.array(), 0, line.length());
        if (block.length() >= BLOCK) {
            flush();
        }
    }

    /// Writes all lines so far to the disk's cache.
    public void flush() {
        output.write(block.asBuffer());
        block.clear();
    }

    /// Writes all lines and forces them to the disk.
    public void force() {
        flush();
        output.force();
    }

    /// Writes all lines, forces them to the disk and ends.
    @Override
    public void close() {
        try (output) {
            force();
        }
    }

    public String lastHash() {
        return new String(lastHash, US_ASCII);
    }

    public String lastSeal() {
        return new String(lastSeal, US_ASCII);
    }

    public long records() {
        return records;
    }

    private static void writeCircumstances(Decision decision, JsonGenerator out) {
        long timeNs = decision.timeNs();
        out.writeNumberProperty("n", decision.number());
        out.writeStringProperty("time", instant(timeNs).toString());
        out.writeNumberProperty("timeNs", timeNs);
        writeNumber("input", decision.demand(), out);
        out.writeNumberProperty("current", decision.current());
        out.writeArrayPropertyStart("pending");
        for (int i = 0; i < decision.pendingCount(); i++) {
            out.writeNumber(decision.pending(i));
        }
        out.writeEndArray();
        out.writeObjectPropertyStart("features");
        for (int i = 0; i < decision.features(); i++) {
            out.writeNumberProperty(decision.featureName(i), decision.feature(i));
        }
        out.writeEndObject();
        out.writeStringProperty("regime", decision.regime());
        out.writeNumberProperty("confidence", decision.confidence());
        out.writeObjectPropertyStart("proposals");
        for (int i = 0; i < decision.experts(); i++) {
            out.writeNumberProperty(decision.expertName(i), decision.proposal(i));
        }
        out.writeEndObject();
        out.writeObjectPropertyStart("weights");
        for (int i = 0; i < decision.experts(); i++) {
            out.writeNumberProperty(decision.expertName(i), decision.weight(i));
        }
        out.writeEndObject();
    }

    private static void writeChoice(Decision decision, JsonGenerator out) {
        out.writeNumberProperty("proposed", decision.proposed());
        out.writeNumberProperty("chosen", decision.chosen());
        out.writeStringProperty("ruling", decision.ruling().word());
        if (decision.ruling() == Ruling.ALLOW) {
            out.writeNullProperty("rule");
        } else {
            out.writeStringProperty("rule", decision.rule());
        }
        writeNumber("robustness", decision.robustness(), out);
        out.writeStringProperty("outcome", decision.outcome().word());
        out.writeStringProperty("reason", decision.reason().word());
    }

    private static void writeTimes(Decision decision, JsonGenerator out) {
        out.writeObjectPropertyStart("ns");
        for (Stage stage : Stage.ALL) {
            out.writeNumberProperty(stage.word(), decision.stageNs(stage));
        }
        out.writeNumberProperty("total", decision.totalNs());
    }

    private static void writeNumber(String name, double value, JsonGenerator out) {
        if (Double.isFinite(value)) {
            out.writeNumberProperty(name, value);
        } else {
            out.writeNullProperty(name);
        }
    }

    static Instant instant(long epochNs) {
        return Instant.ofEpochSecond(
                Math.floorDiv(epochNs, 1_000_000_000L), Math.floorMod(epochNs, 1_000_000_000L));
    }
}
