package orrery.operations.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orrery.journal.Storage;
import orrery.loop.change.Entry;
import orrery.loop.change.GuardedChange;
import orrery.operations.report.JsonText;

/// Writes `changes.jsonl`: what became of each change that the learners made of themselves, one line
/// an event, chained by hashes. There is no such file while there is no such event.
///
/// Events are rare, so each is forced as it is written. Threads: confined.
public final class ChangeLog implements AutoCloseable {
    public static final String NAME = "changes.jsonl";
    private static final Pattern LINE =
            Pattern.compile("(\\{\"sequence\":([0-9]+),.*),\"hash\":\"([0-9a-f]{64})\"\\}");

    private final Storage storage;
    private Optional<Storage.Output> output = Optional.empty();
    private String lastHash;
    private long entries;

    private ChangeLog(Storage storage, String manifestHash) {
        this.storage = storage;
        this.lastHash = manifestHash;
    }

    /// A new log, or the one of a run that was cut off: what is torn or broken at its end is removed.
    ///
    /// @param manifestHash with which the chain begins
    /// @param most entries to go on from; those behind are removed
    public static ChangeLog resume(Storage storage, String manifestHash, long most) {
        ChangeLog log = new ChangeLog(storage, manifestHash);
        if (storage.exists(NAME)) {
            storage.truncate(NAME, log.soundBytes(most));
            log.output = Optional.of(storage.append(NAME));
        }
        return log;
    }

    private long soundBytes(long most) {
        long end = 0;
        try (StoredLines lines = new StoredLines(storage, NAME)) {
            Optional<byte[]> line = entries < most ? lines.next() : Optional.empty();
            while (line.isPresent() && accepts(new String(line.get(), UTF_8))) {
                end = lines.end();
                line = entries < most ? lines.next() : Optional.empty();
            }
        }
        return end;
    }

    private boolean accepts(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()
                || !parts.group(2).equals("" + entries)
                || !parts.group(3).equals(chained(parts.group(1)))) {
            return false;
        }
        lastHash = parts.group(3);
        entries++;
        return true;
    }

    private String chained(String text) {
        return Digest.of((lastHash + "\n" + text).getBytes(UTF_8));
    }

    /// Writes the entries of a ledger that are not in the log yet.
    ///
    /// @param decision number of the latest decision; -1 before the first
    public void follow(long decision, GuardedChange change) {
        if (change.entries() > entries) {
            for (Entry entry : change.ledger()) {
                if (entry.sequence() == entries) {
                    add(decision, entry);
                }
            }
        }
    }

    private void add(long decision, Entry entry) {
        String text =
                JsonText.object(out -> {
                    out.writeNumberProperty("sequence", entry.sequence());
                    out.writeNumberProperty("decision", decision);
                    out.writeStringProperty("event", entry.event().word());
                    out.writeNumberProperty("value", entry.value());
                    out.writeNumberProperty("wealthLog", entry.wealthLog());
                    out.writeStringProperty("inForce", entry.hash());
                });
        String open = text.substring(0, text.length() - 1);
        lastHash = chained(open);
        if (output.isEmpty()) {
            output = Optional.of(storage.create(NAME));
            storage.forceFolder();
        }
        String line = open + ",\"hash\":\"" + lastHash + "\"}\n";
        output.get().write(ByteBuffer.wrap(line.getBytes(US_ASCII)));
        output.get().force();
        entries++;
    }

    /// Entries written.
    public long entries() {
        return entries;
    }

    /// Hash of the last entry; of the manifest where there is none.
    public String lastHash() {
        return lastHash;
    }

    @Override
    public void close() {
        output.ifPresent(Storage.Output::close);
    }
}
