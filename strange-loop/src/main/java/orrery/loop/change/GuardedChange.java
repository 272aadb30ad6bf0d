package orrery.loop.change;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import orrery.loop.halt.KillSwitch;
import orrery.timeline.Refusal;

/// One parameter that may change itself, under guard.
///
/// Propose → validate against the bounds → snapshot → **shadow** (same inputs, no effect) →
/// promotion by a betting test at level α·6/(π²i²) for the i-th proposal, so that over all proposals
/// for ever P(any false promotion) ≤ α → in force, with the old value as shadow and the mirror test
/// able to **roll back** → kept. Rollback restores the parameter bit for bit: its hash equals that
/// of the snapshot, checked in production. A change that was kept can still be taken back by hand
/// until the next is promoted. At most one change is under way. The kill switch ends it at the next
/// observation and restores the snapshot, for good. Off unless enabled.
///
/// What a change cannot touch: the evaluator (the losses come from the caller), the bounds, the test
/// level, the ledger and the kill switch.
///
/// Threads: confined to one (the kill switch from any). Memory: the last 256 ledger entries.
public final class GuardedChange {
    /// Samples after which a shadow that has convinced nobody is dropped.
    public static final int SHADOW_MAX = 100_000;

    /// Samples that a promoted change stays under the mirror test.
    public static final int PROBATION = 10_000;

    private static final int LEDGER_MAX = 256;

    /// Where the change under way stands.
    public enum State {
        /// none under way
        IDLE,
        /// the candidate runs beside the one in force
        SHADOW,
        /// the candidate is in force, the old value runs beside it
        PROBATION,
        /// the kill switch ended it: nothing can be proposed any more
        STOPPED
    }

    private final boolean enabled;
    private final double alpha;
    private final KillSwitch halt;
    private final ArrayDeque<Entry> ledger = new ArrayDeque<>();
    private final Betting forNew = new Betting();
    private final Betting forOld = new Betting();
    private Parameter live;
    private Parameter snapshot;
    private Parameter previous;
    private double other;
    private State state = State.IDLE;
    private long proposals;
    private long samples;
    private long entries;
    private boolean stopping;

    /// @param initial the parameter in force at first
    /// @param alpha chance of any false promotion ever, over 0 and below 1
    /// @param halt stops everything
    /// @param enabled whether anything may be proposed
    /// @throws Refusal OUT_OF_RANGE for alpha
    public GuardedChange(Parameter initial, double alpha, KillSwitch halt, boolean enabled) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "alpha is " + alpha, "use over 0 and below 1");
        }
        this.live = initial;
        this.snapshot = initial;
        this.previous = initial;
        this.other = initial.value();
        this.alpha = alpha;
        this.halt = halt;
        this.enabled = enabled;
    }

    /// Starts a shadow with another value.
    ///
    /// @throws Refusal NOT_PERMITTED where self-modification is off, killed, or one is under way;
    ///     OUT_OF_RANGE for a value outside the bounds
    public void propose(double value) {
        if (!enabled) {
            throw refused("self-modification is off", "set enable_self_modification = true");
        }
        if (state == State.STOPPED || halt.killed()) {
            throw refused("the kill switch is set", "start anew with a new switch");
        }
        if (state != State.IDLE) {
            throw refused("a change is under way: " + state, "wait until it is decided");
        }
        other = live.with(value).value();
        snapshot = live;
        proposals++;
        begin(State.SHADOW);
        note(Entry.Event.SHADOWED, value, 0);
    }

    /// Compares, on one sample, the value in force with the one that runs beside it.
    ///
    /// @param lossLive what the value in force cost
    /// @param lossBeside what the other one would have cost
    /// @param range a bound of the difference known before the sample, over 0; more is cut
    public void observe(double lossLive, double lossBeside, double range) {
        samples++;
        if (enabled && state != State.STOPPED && (stopping || halt.killed())) {
            restore(snapshot);
            begin(State.STOPPED);
            note(Entry.Event.KILLED, live.value(), 0);
        }
        if (state == State.IDLE || state == State.STOPPED) {
            return;
        }
        double better = (lossLive - lossBeside) / range;
        switch (state) {
            case SHADOW -> shadow(better);
            case PROBATION -> probation(better);
            case IDLE, STOPPED -> throw new IllegalStateException("no change is under way");
        }
    }

    private void shadow(double better) {
        forNew.add(better);
        forOld.add(-better);
        if (forNew.reached(level())) {
            double promoted = other;
            double wealth = forNew.wealthLog();
            other = live.value();
            previous = live;
            live = live.with(promoted);
            begin(State.PROBATION);
            note(Entry.Event.PROMOTED, promoted, wealth);
        } else if (forOld.reached(level()) || forNew.count() >= SHADOW_MAX) {
            double dropped = other;
            double wealth = forOld.wealthLog();
            other = live.value();
            begin(State.IDLE);
            note(Entry.Event.REJECTED, dropped, wealth);
        }
    }

    private void probation(double betterOld) {
        forOld.add(betterOld);
        if (forOld.reached(level())) {
            rollBack();
        } else if (forOld.count() >= PROBATION) {
            snapshot = live;
            other = live.value();
            begin(State.IDLE);
            note(Entry.Event.KEPT, live.value(), forOld.wealthLog());
        }
    }

    /// Takes the last change back, whatever the tests say: of one that is in force, on probation or
    /// kept, the parameter before it is put back; a trial under way ends. Nothing happens where
    /// neither is.
    public void rollBack() {
        if (state != State.SHADOW && !canRollBack()) {
            return;
        }
        double taken = canRollBack() ? live.value() : other;
        double wealth = forOld.wealthLog();
        restore(previous);
        note(Entry.Event.ROLLED_BACK, taken, wealth);
    }

    /// Whether a change is in force that {@link #rollBack} would take back.
    public boolean canRollBack() {
        return state == State.PROBATION || (state != State.STOPPED && !live.equals(previous));
    }

    /// Stops with the next observation as the kill switch would: for going through a run again that
    /// was stopped then.
    public void stopWithNext() {
        stopping = true;
    }

    private void restore(Parameter wanted) {
        live = wanted;
        snapshot = wanted;
        previous = wanted;
        other = wanted.value();
        begin(State.IDLE);
        if (!live.hash().equals(wanted.hash())) {
            throw new IllegalStateException("rollback differs from its snapshot");
        }
    }

    private void begin(State next) {
        state = next;
        forNew.restart();
        forOld.restart();
    }

    private double level() {
        return alpha * 6 / (Math.PI * Math.PI * proposals * proposals);
    }

    private void note(Entry.Event event, double value, double wealthLog) {
        if (ledger.size() == LEDGER_MAX) {
            ledger.removeFirst();
        }
        ledger.addLast(new Entry(entries++, samples, event, value, wealthLog, live.hash()));
    }

    private static Refusal refused(String found, String advice) {
        return new Refusal(Refusal.Code.NOT_PERMITTED, found, advice);
    }

    /// The parameter in force.
    public Parameter live() {
        return live;
    }

    /// The value that runs beside it; that of [#live] where none does.
    public double beside() {
        return other;
    }

    /// Where the change under way stands.
    public State state() {
        return state;
    }

    /// The last 256 entries, oldest first. Copies.
    public List<Entry> ledger() {
        return List.copyOf(ledger);
    }

    /// How many entries the ledger has had in all.
    public long entries() {
        return entries;
    }

    /// Saves parameter, tests and ledger.
    public void writeTo(DataOutput out) throws IOException {
        out.writeDouble(live.value());
        out.writeDouble(snapshot.value());
        out.writeDouble(previous.value());
        out.writeDouble(other);
        out.writeUTF(state.name());
        out.writeLong(proposals);
        out.writeLong(samples);
        out.writeLong(entries);
        out.writeBoolean(stopping);
        forNew.writeTo(out);
        forOld.writeTo(out);
        out.writeInt(ledger.size());
        for (Entry entry : ledger) {
            out.writeLong(entry.sequence());
            out.writeLong(entry.sample());
            out.writeUTF(entry.event().name());
            out.writeDouble(entry.value());
            out.writeDouble(entry.wealthLog());
            out.writeUTF(entry.hash());
        }
    }

    /// Takes the place of the saved one.
    public void readFrom(DataInput in) throws IOException {
        live = live.with(in.readDouble());
        snapshot = live.with(in.readDouble());
        previous = live.with(in.readDouble());
        other = in.readDouble();
        state = State.valueOf(in.readUTF());
        proposals = in.readLong();
        samples = in.readLong();
        entries = in.readLong();
        stopping = in.readBoolean();
        forNew.readFrom(in);
        forOld.readFrom(in);
        ledger.clear();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            ledger.addLast(
                    new Entry(
                            in.readLong(),
                            in.readLong(),
                            Entry.Event.valueOf(in.readUTF()),
                            in.readDouble(),
                            in.readDouble(),
                            in.readUTF()));
        }
    }
}
