package orrery.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import orrery.journal.Durability;
import orrery.journal.Journal;
import orrery.journal.JournalSettings;
import orrery.journal.Storage;
import orrery.timeline.NanoClock;

/// One record of 200 bytes into the journal, in the folder for temporary files.
///
/// `PROCESS` hands each to the operating system, while a thread forces to the disk every 5 ms;
/// `NONE` gathers them in memory. How fast the disk is shows in the percentiles.
@State(Scope.Thread)
@BenchmarkMode({Mode.SampleTime, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class JournalBenchmark {
    @Param({"PROCESS", "NONE"})
    public Durability durability = Durability.PROCESS;

    private final byte[] payload = new byte[200];
    private Path folder = Path.of("");
    private Optional<Journal> opened = Optional.empty();
    private long records;

    @Setup(Level.Iteration)
    public void open() throws IOException {
        folder = TemporaryFolder.make();
        JournalSettings settings = JournalSettings.defaults().withDurability(durability);
        opened = Optional.of(Journal.open(Storage.folder(folder), settings, NanoClock.system()));
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        opened.orElseThrow().close();
        TemporaryFolder.remove(folder);
    }

    @Benchmark
    public long append() {
        payload[(int) records % payload.length]++;
        return opened.orElseThrow().append(1, records++, payload, 0, payload.length);
    }
}
