package orrery.operations.live;

import java.nio.ByteBuffer;
import orrery.agent.Decision;
import orrery.agent.act.Actuator;
import orrery.agent.episode.Outcome;
import orrery.agent.episode.Reason;
import orrery.journal.Journal;

/// Everything that decisions depend on, written before it is used: samples, what became of
/// commands, and how each decision ended. From it a restarted run makes the same decisions again.
final class LiveJournal implements Actuator {
    static final int SAMPLE = 1;
    static final int ACKNOWLEDGED = 2;
    static final int FAILED = 3;
    static final int OUTCOME = 4;
    static final int FELL_BACK = 5;
    static final int ROLLED_BACK = 6;

    private final Journal journal;
    private final Actuator actuator;
    private final byte[] payload = new byte[16];
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

    void outcome(Decision decision) {
        buffer.clear();
        buffer.putInt(decision.outcome().code()).putInt(decision.reason().code());
        buffer.putLong(decision.totalNs());
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
