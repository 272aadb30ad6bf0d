package orrery.operations.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import orrery.agent.Decision;
import orrery.agent.act.Actuator;
import orrery.agent.episode.Outcome;
import orrery.agent.episode.Reason;
import orrery.journal.Journal;
import orrery.loop.change.Entry;

/// Everything that decisions depend on, written before it is used: samples, what became of
/// commands, and how each decision ended. From it a restarted run makes the same decisions again.
final class LiveJournal implements Actuator {
    static final int SAMPLE = 1;
    static final int ACKNOWLEDGED = 2;
    static final int FAILED = 3;
    static final int OUTCOME = 4;
    static final int FELL_BACK = 5;
    static final int ROLLED_BACK = 6;
    static final int CHANGED = 7;

    private final Journal journal;
    private final Actuator actuator;
    private final byte[] payload = new byte[128];
    private final ByteBuffer buffer = ByteBuffer.wrap(payload);
    private long nowNs;

    /// @param actuator what commands really go to
    LiveJournal(Journal journal, Actuator actuator) {
        this.journal = journal;
        this.actuator = actuator;
    }

    void sample(long timeNs, double demand) {
        nowNs = timeNs;
        buffer.clear().putDouble(demand);
        append(SAMPLE);
    }

    /// @param stopped whether the kill switch has ended all change of the learners by then
    void outcome(Decision decision, boolean stopped) {
        buffer.clear();
        buffer.putInt(decision.outcome().code()).putInt(decision.reason().code());
        buffer.putLong(decision.totalNs()).put((byte) (stopped ? 1 : 0));
        append(OUTCOME);
    }

    /// The run fell back for good.
    void fellBack() {
        buffer.clear();
        append(FELL_BACK);
    }

    /// A change of the learners' parameters was put back.
    void rolledBack() {
        buffer.clear();
        append(ROLLED_BACK);
    }

    /// An entry of the ledger of changes.
    void changed(Entry entry) {
        buffer.clear().put(bytes(entry));
        append(CHANGED);
    }

    /// An entry as it is journalled: going through the journal must give the same again.
    static ByteBuffer bytes(Entry entry) {
        ByteBuffer bytes = ByteBuffer.allocate(36 + 64);
        bytes.putLong(entry.sequence()).putInt(entry.event().code()).putLong(entry.sample());
        bytes.putDouble(entry.value()).putDouble(entry.wealthLog());
        return bytes.put(entry.hash().getBytes(US_ASCII)).flip();
    }

    static boolean stopped(ByteBuffer payload) {
        return payload.get(16) != 0;
    }

    static Outcome outcome(ByteBuffer payload) {
        return Outcome.of(payload.getInt(0));
    }

    static Reason reason(ByteBuffer payload) {
        return Reason.of(payload.getInt(4));
    }

    static long tookNs(ByteBuffer payload) {
        return payload.getLong(8);
    }

    @Override
    public boolean command(long decision, int capacity) {
        return actuator.command(decision, capacity);
    }

    @Override
    public void poll(Acknowledgements into) {
        actuator.poll(
                new Acknowledgements() {
                    @Override
                    public void acknowledged(long decision, int capacity) {
                        buffer.clear().putLong(decision).putInt(capacity);
                        append(ACKNOWLEDGED);
                        into.acknowledged(decision, capacity);
                    }

                    @Override
                    public void failed(long decision) {
                        buffer.clear().putLong(decision);
                        append(FAILED);
                        into.failed(decision);
                    }
                });
    }

    private void append(int type) {
        journal.append(type, nowNs, payload, 0, buffer.position());
    }
}
