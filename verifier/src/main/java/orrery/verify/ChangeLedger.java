package orrery.verify;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;
import orrery.verify.Finding.Check;

/// Whether `changes.jsonl` is one chain of events in an order that a guarded change can take: shadow,
/// promoted or rejected, kept or rolled back; and whether the parameter in force is the one that each
/// event leaves. That the wealth was won honestly cannot be checked: the losses are not recorded.
final class ChangeLedger {
    enum Event {
        SHADOWED,
        PROMOTED,
        REJECTED,
        KEPT,
        ROLLED_BACK,
        KILLED
    }

    private enum State {
        IDLE,
        SHADOW,
        PROBATION,
        STOPPED
    }

    private record Entry(long decision, Event event, double value, double wealthLog, String hash) {}

    private static final List<String> KEYS =
            List.of("sequence decision event value wealthLog inForce hash".split(" "));
    private static final double FALSE_PROMOTION = 0.01;

    private final Findings findings;
    private String lastHash;
    private long count;
    private long decision;
    private State state = State.IDLE;
    private Optional<String> inForce = Optional.empty();
    private Optional<String> before = Optional.empty();
    private double tried;
    private long trials;

    ChangeLedger(String manifestHash, Findings findings) {
        lastHash = manifestHash;
        this.findings = findings;
    }

    /// @param permitted whether the configuration lets the learners change themselves
    /// @param records decisions of the run
    void check(byte[] file, boolean permitted, long records) {
        String text = new String(file, StandardCharsets.UTF_8);
        if (!permitted && !text.isEmpty()) {
            finding("file", "there", "none: self-modification is off");
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            finding("end", "no newline", "one");
        }
        for (String line : (Iterable<String>) text.lines()::iterator) {
            try {
                follow(read(line), records);
            } catch (Refusal broken) {
                finding("line", broken.found(), broken.advice());
                return;
            }
            count++;
        }
    }

    private Entry read(String line) {
        JsonObject json = JsonObject.read(RunFolder.CHANGES, line.getBytes(StandardCharsets.UTF_8));
        json.requirePrintedAs(line);
        json.onlyKeysInOrder(KEYS);
        String hash =
                HashChain.hash(lastHash + "\n" + line.substring(0, line.lastIndexOf(",\"hash\":")));
        if (!json.text("hash").equals(hash)) {
            finding("hash", json.text("hash"), hash);
        }
        lastHash = json.text("hash");
        if (json.count("sequence") != count) {
            finding("sequence", json.count("sequence"), count);
        }
        return new Entry(
                json.count("decision"),
                json.choice("event", Event.values()),
                json.decimal("value"),
                json.decimal("wealthLog"),
                json.text("inForce"));
    }

    private void follow(Entry entry, long records) {
        if (entry.decision() < decision || entry.decision() >= records) {
            finding("decision", entry.decision(), decision + " to " + (records - 1));
        }
        decision = entry.decision();
        Optional<String> stays = inForce.isPresent() ? inForce : Optional.of(entry.hash());
        switch (entry.event()) {
            case SHADOWED -> {
                expect(entry, state == State.IDLE, stays);
                state = State.SHADOW;
                tried = entry.value();
                trials++;
            }
            case PROMOTED -> {
                boolean other = !stays.equals(Optional.of(entry.hash()));
                double level = FALSE_PROMOTION * 6 / Math.pow(Math.PI * Math.max(1, trials), 2);
                boolean won = entry.wealthLog() >= -Math.log(level);
                boolean right = state == State.SHADOW && other && won && entry.value() == tried;
                expect(entry, right, Optional.of(entry.hash()));
                state = State.PROBATION;
                before = stays;
            }
            case REJECTED -> {
                expect(entry, state == State.SHADOW && entry.value() == tried, stays);
                state = State.IDLE;
            }
            case KEPT -> {
                expect(entry, state == State.PROBATION && entry.value() == tried, stays);
                state = State.IDLE;
            }
            case ROLLED_BACK -> {
                boolean open =
                        state != State.STOPPED && (state != State.IDLE || before.isPresent());
                expect(entry, open, before.isPresent() ? before : stays);
                state = State.IDLE;
                before = Optional.empty();
            }
            case KILLED -> {
                boolean probation = state == State.PROBATION && before.isPresent();
                expect(entry, state != State.STOPPED, probation ? before : stays);
                state = State.STOPPED;
            }
        }
        inForce = Optional.of(entry.hash());
    }

    private void expect(Entry entry, boolean legal, Optional<String> parameter) {
        if (!legal) {
            finding("event", entry.event(), "what can follow in state " + state);
        }
        if (!parameter.equals(Optional.of(entry.hash()))) {
            finding("inForce", entry.hash(), parameter.orElse(""));
        }
    }

    private void finding(String subject, Object found, Object expected) {
        String place = RunFolder.CHANGES + ":" + (count + 1) + " " + subject;
        findings.inFile(Check.CHANGE, place, found, expected);
    }

    /// Entries read.
    long count() {
        return count;
    }

    /// Hash of the last entry; of the manifest where there is none.
    String lastHash() {
        return lastHash;
    }
}
