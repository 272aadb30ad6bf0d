package orrery.attractor.classify;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import orrery.timeline.Refusal;

/// The dynamics of a stream: every `hop` samples the last window is analysed off the caller's
/// thread, and the answer is published a fixed number of samples later.
///
/// What `current` gives after n samples depends on the samples and the settings alone, not on the
/// executor, its threads or their speed: the answer for the window that ended at sample t becomes
/// current with sample t + lag, never earlier and never later. Where it is not ready by then, `add`
/// waits for it; where no thread has begun it, or the executor refuses the job, `add` computes it
/// itself. Choose the lag so that this is rare.
///
/// Threads: one writer calls `add`, `current`, `writeTo` and `readFrom`; the executor's thread
/// touches only the window that was handed to it. Allocation: nothing per sample; a job and an
/// answer per window. Cost per sample: one store; per window a copy of the window, and the analysis
/// elsewhere.
public final class StreamingDynamics {
    private static final int MAGIC = 0x44594e31;

    private final DynamicsAnalyzer analyzer;
    private final Cadence cadence;
    private final Executor executor;
    private final double[] ring;
    private final double[] window;
    private long samples;
    private long pendingEnd;
    private Optional<WindowJob> pending = Optional.empty();
    private Dynamics current = Dynamics.notYet();

    /// @param executor runs each job once, on any one thread at a time; `Runnable::run` for one
    ///     thread in all
    public StreamingDynamics(DynamicsSettings settings, Cadence cadence, Executor executor) {
        analyzer = new DynamicsAnalyzer(settings);
        this.cadence = cadence;
        this.executor = executor;
        ring = new double[settings.windowSamples()];
        window = new double[ring.length];
    }

    /// Takes the next sample; NaN and infinities too: their windows are UNKNOWN.
    ///
    /// @throws IllegalStateException where the analysis of a window failed, which is a bug
    public void add(double value) {
        ring[(int) (samples % ring.length)] = value;
        samples++;
        if (pending.isPresent() && samples - pendingEnd >= cadence.lag()) {
            publish(pending.get());
        }
        if (samples >= ring.length && (samples - ring.length) % cadence.hop() == 0) {
            copyLastWindow();
            pendingEnd = samples;
            submit();
            if (cadence.lag() == 0) {
                publish(pending.orElseThrow());
            }
        }
    }

    /// The last published answer; UNKNOWN until the first.
    public Dynamics current() {
        return current;
    }

    /// Samples taken so far.
    public long samples() {
        return samples;
    }

    /// Writes ring, counters, the published answer and the window in work.
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(MAGIC);
        for (int number : identity()) {
            out.writeInt(number);
        }
        out.writeLong(samples);
        out.writeLong(pendingEnd);
        out.writeBoolean(pending.isPresent());
        for (double value : ring) {
            out.writeLong(Double.doubleToRawLongBits(value));
        }
        if (pending.isPresent()) {
            for (double value : window) {
                out.writeLong(Double.doubleToRawLongBits(value));
            }
        }
        current.writeTo(out);
    }

    /// Restores what `writeTo` wrote into an instance of the same settings and cadence; a window
    /// that was in work is handed to this instance's executor again.
    ///
    /// @throws Refusal VERSION, CORRUPT, or LENGTH_MISMATCH where settings or cadence differ
    public void readFrom(DataInput in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new Refusal(
                    Refusal.Code.VERSION, "not the state of a stream", "restore from a backup");
        }
        boolean same = true;
        for (int number : identity()) {
            same &= in.readInt() == number;
        }
        if (!same) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "the state of a stream with other settings",
                    "restore into the settings that it was written with");
        }
        abandon();
        samples = in.readLong();
        pendingEnd = in.readLong();
        boolean busy = in.readBoolean();
        if (samples < 0 || pendingEnd < 0 || pendingEnd > samples) {
            throw new Refusal(Refusal.Code.CORRUPT, samples + " samples", "restore from a backup");
        }
        for (int i = 0; i < ring.length; i++) {
            ring[i] = Double.longBitsToDouble(in.readLong());
        }
        if (busy) {
            for (int i = 0; i < window.length; i++) {
                window[i] = Double.longBitsToDouble(in.readLong());
            }
        }
        current = Dynamics.readFrom(in);
        if (busy) {
            submit();
        }
    }

    private int[] identity() {
        DynamicsSettings settings = analyzer.settings();
        return new int[] {
            settings.windowSamples(),
            settings.delayMax(),
            settings.dimensionMax(),
            settings.embeddingDimension(),
            settings.references(),
            cadence.hop(),
            cadence.lag()
        };
    }

    /// The answer that nobody will ask for any more still owns the window until it is done.
    private void abandon() {
        if (pending.isPresent()) {
            pending.get().await();
            pending = Optional.empty();
        }
    }

    private void submit() {
        WindowJob job = new WindowJob(analyzer, window);
        pending = Optional.of(job);
        try {
            executor.execute(job);
        } catch (RejectedExecutionException refused) {
            // The same answer, on this thread: the promise is about samples, not about threads.
            job.run();
        }
    }

    private void publish(WindowJob job) {
        current = job.await();
        pending = Optional.empty();
    }

    private void copyLastWindow() {
        int oldest = (int) (samples % ring.length);
        System.arraycopy(ring, oldest, window, 0, ring.length - oldest);
        System.arraycopy(ring, 0, window, ring.length - oldest, oldest);
    }
}
