package orrery.operations.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import orrery.operations.configuration.Aggregate;
import orrery.operations.configuration.Configuration;
import orrery.operations.configuration.DuplicatePolicy;
import orrery.operations.configuration.GapPolicy;
import orrery.operations.configuration.InputKind;
import orrery.operations.configuration.InputSettings;
import orrery.operations.configuration.LatePolicy;
import orrery.operations.configuration.LimitSettings;
import orrery.operations.configuration.TailStart;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// The demand that a run is about.
///
/// A replay opens one and takes as many passes over it as it likes; the standard input is kept in a
/// temporary file for that. A live run takes one stream, which does not end while its source is
/// there. Threads: confined.
public final class Input implements AutoCloseable {
    private static final String STANDARD_INPUT = "standard input";
    private static final int DISTANCES_MAX = 4096;
    private static final long GENERATOR_PERIOD_NS = 300_000_000_000L;
    private static final long MACHINE_PERIOD_NS = 10_000_000_000L;

    private final Configuration configuration;
    private final Optional<TextFile> file;
    private final boolean json;
    private final Optional<Path> spooled;
    private final OptionalLong periodNs;

    private Input(
            Configuration configuration,
            Optional<TextFile> file,
            boolean json,
            Optional<Path> spooled) {
        this.configuration = configuration;
        this.file = file;
        this.json = json;
        this.spooled = spooled;
        periodNs = findPeriod();
    }

    /// Opens recorded demand.
    ///
    /// It looks at the first 4,097 rows, to find what is wrong early and the distance of samples.
    ///
    /// @param override a file that takes the place of the configured source, from the working
    ///     folder; `-` is the standard input
    /// @param standardInput read to its end at once where it is the source
    /// @throws Refusal MISSING (no file, no column, no key), NOT_PERMITTED (`machine`), EMPTY (no
    ///     rows), LIMIT, IO, and what a source refuses in its rows
    public static Input open(
            Configuration configuration, Optional<String> override, InputStream standardInput) {
        InputKind kind = configuration.input().kind();
        if (override.isEmpty() && kind == InputKind.GENERATOR) {
            return new Input(configuration, Optional.empty(), false, Optional.empty());
        }
        if (override.isEmpty() && kind == InputKind.MACHINE) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "the load of this machine has not been recorded",
                    "run with --live, or give a recording with --input");
        }
        if (override.map("-"::equals).orElse(kind == InputKind.STDIN)) {
            return openSpooled(configuration, standardInput);
        }
        TextFile file = file(configuration, override);
        boolean told = override.isEmpty() && kind != InputKind.TAIL;
        boolean json = told ? kind == InputKind.JSONL : file.looksLikeJson();
        return new Input(configuration, Optional.of(file), json, Optional.empty());
    }

    /// A live stream. It takes rows as they come; `poll` never waits.
    ///
    /// @param override a file that is read once, from the working folder; `-` is the standard input
    /// @throws Refusal as `open`; MISSING also where a stream has neither period nor bucket
    public static DemandSource live(
            Configuration configuration, Optional<String> override, Surroundings surroundings) {
        InputSettings settings = configuration.input();
        Counts counts = new Counts(configuration.limits().rows());
        boolean standardInput =
                override.map("-"::equals).orElse(settings.kind() == InputKind.STDIN);
        if (!standardInput && (override.isPresent() || isRecorded(settings.kind()))) {
            return open(configuration, override, surroundings.standardInput()).source();
        }
        OptionalLong periodNs = livePeriod(settings, standardInput);
        Rows raw;
        if (standardInput) {
            StreamFeed feed = new StreamFeed(surroundings.standardInput(), STANDARD_INPUT);
            raw = lines(feed, STANDARD_INPUT, configuration, counts);
        } else if (settings.kind() == InputKind.TAIL) {
            TextFile file = file(configuration, override);
            raw = lines(new TailFeed(file), file.name(), configuration, counts);
        } else {
            raw =
                    new MachineRows(
                            CpuLoad.ofThisMachine(),
                            surroundings.clock(),
                            periodNs.orElse(MACHINE_PERIOD_NS));
        }
        Rows rows =
                regular(raw, configuration, periodNs, counts, Optional.of(surroundings.clock()));
        return new PacedSource(rows, counts, surroundings.pause(), settings.pollNs());
    }

    /// A pass over all samples from the first one on. Passes are independent.
    public DemandSource source() {
        Counts counts = new Counts(configuration.limits().rows());
        Rows rows = regular(raw(counts), configuration, periodNs, counts, Optional.empty());
        return new PacedSource(rows, counts, _ -> {}, configuration.input().pollNs());
    }

    /// The nominal distance of samples: the bucket, or what is configured, or else the median of
    /// the first 4,096 distances; empty where there is one row.
    public OptionalLong periodNs() {
        return periodNs;
    }

    /// What the input is called in messages and reports.
    public String name() {
        return file.map(TextFile::name).orElse("generator");
    }

    /// Removes the temporary file, if there is one. Passes that are open must be closed before.
    @Override
    public void close() {
        if (spooled.isPresent()) {
            try {
                Files.deleteIfExists(spooled.get());
            } catch (IOException e) {
                throw file.orElseThrow().unreadable(e);
            }
        }
    }

    private static boolean isRecorded(InputKind kind) {
        return kind == InputKind.CSV || kind == InputKind.JSONL || kind == InputKind.GENERATOR;
    }

    private static TextFile file(Configuration configuration, Optional<String> override) {
        if (override.isPresent()) {
            return TextFile.of(Path.of(override.get()), override.get());
        }
        String path =
                configuration
                        .input()
                        .path()
                        .orElseThrow(() ->
                                new Refusal(
                                        Refusal.Code.MISSING,
                                        "input.path is not set",
                                        "set it to the file with the demand, or give"
                                                + " --input"));
        return TextFile.of(configuration.resolve(path), path);
    }

    private static Input openSpooled(Configuration configuration, InputStream standardInput) {
        Path path = spool(standardInput, configuration.limits());
        try {
            TextFile file = TextFile.of(path, STANDARD_INPUT);
            return new Input(
                    configuration, Optional.of(file), file.looksLikeJson(), Optional.of(path));
        } catch (Refusal refusal) {
            path.toFile().delete();
            throw refusal;
        }
    }

    private static Path spool(InputStream in, LimitSettings limits) {
        long left = limits.spoolMb() * (1L << 20);
        try {
            Path path = Files.createTempFile("orrery-", ".input");
            path.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(path)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    left -= n;
                    if (left < 0) {
                        Files.delete(path);
                        throw new Refusal(
                                        Refusal.Code.LIMIT,
                                        "there are more than " + limits.spoolMb() + " MiB",
                                        "give a file with --input, or raise limits.spool_mb")
                                .at(STANDARD_INPUT);
                    }
                    out.write(buffer, 0, n);
                }
            }
            return path;
        } catch (IOException e) {
            throw new Refusal(
                            Refusal.Code.IO,
                            "keeping it in a temporary file failed: " + e,
                            "check the space of the temporary folder, or give a file with --input")
                    .at(STANDARD_INPUT);
        }
    }

    private Rows raw(Counts counts) {
        InputSettings settings = configuration.input();
        if (file.isEmpty()) {
            return new GeneratedRows(
                    new DemandGenerator(
                            settings.seed(),
                            settings.days(),
                            settings.periodNs().orElse(GENERATOR_PERIOD_NS)));
        }
        Columns columns = Columns.of(settings);
        RowFields fields = new RowFields(settings, columns, counts);
        int lengthMax = configuration.limits().lineLength();
        return json
                ? jsonLines(file.get(), columns, fields, lengthMax)
                : new CsvRows(file.get(), columns, fields, lengthMax);
    }

    private static Rows jsonLines(TextFile file, Columns columns, RowFields fields, int lengthMax) {
        LineRows.Settings settings =
                new LineRows.Settings(lengthMax, TailStart.START, LineRows.Format.JSON);
        return new LineRows(new FileFeed(file), file.name(), columns, fields, settings);
    }

    private static Rows lines(
            ByteFeed feed, String name, Configuration configuration, Counts counts) {
        InputSettings settings = configuration.input();
        Columns columns = Columns.of(settings);
        TailStart from = feed instanceof TailFeed ? settings.tailFrom() : TailStart.START;
        return new LineRows(
                feed,
                name,
                columns,
                new RowFields(settings, columns, counts),
                new LineRows.Settings(
                        configuration.limits().lineLength(), from, LineRows.Format.UNKNOWN));
    }

    private static Rows regular(
            Rows raw,
            Configuration configuration,
            OptionalLong periodNs,
            Counts counts,
            Optional<NanoClock> clock) {
        InputSettings settings = configuration.input();
        int gapMax = configuration.limits().gapSamples();
        Rows rows;
        GapPolicy gap = settings.gap();
        if (settings.bucketNs().isPresent()) {
            Aggregate aggregate = settings.aggregate();
            rows =
                    new Buckets(
                            raw,
                            new Buckets.Settings(
                                    settings.bucketNs().get(), aggregate, settings.late(), gapMax),
                            counts,
                            clock);
            if (aggregate == Aggregate.COUNT || aggregate == Aggregate.SUM) {
                gap = GapPolicy.ZERO;
            }
        } else {
            rows = new InOrder(raw, settings.late(), settings.duplicate(), counts);
        }
        return new Gaps(rows, periodNs.orElse(0), gap, gapMax, counts);
    }

    private static OptionalLong livePeriod(InputSettings settings, boolean standardInput) {
        Optional<Long> given = settings.bucketNs().or(settings::periodNs);
        if (given.isPresent()) {
            return OptionalLong.of(given.get());
        }
        if (settings.gap() == GapPolicy.IGNORE) {
            return OptionalLong.empty();
        }
        if (standardInput || settings.kind() == InputKind.TAIL) {
            throw new Refusal(
                    Refusal.Code.MISSING,
                    "a live stream does not tell how far apart its samples are",
                    "set input.period, like \"10s\", or input.bucket");
        }
        return OptionalLong.of(MACHINE_PERIOD_NS);
    }

    /// The distance of samples; reads the first rows in any case, so that trouble shows early.
    private OptionalLong findPeriod() {
        InputSettings settings = configuration.input();
        Counts counts = new Counts(Long.MAX_VALUE);
        Rows raw = raw(counts);
        Rows rows = new InOrder(raw, LatePolicy.DROP_AND_COUNT, DuplicatePolicy.FIRST, counts);
        long[] distances = new long[DISTANCES_MAX];
        int count = 0;
        try {
            Row row = new Row();
            if (rows.read(row) != Arrival.SAMPLE) {
                throw new Refusal(
                                Refusal.Code.EMPTY,
                                "there are no rows",
                                "give a header and at least one row")
                        .at(name());
            }
            long before = row.timeNs;
            while (count < DISTANCES_MAX && rows.read(row) == Arrival.SAMPLE) {
                distances[count++] = row.timeNs - before;
                before = row.timeNs;
            }
        } finally {
            rows.close();
        }
        Optional<Long> given = settings.bucketNs().or(settings::periodNs);
        if (given.isPresent()) {
            return OptionalLong.of(given.get());
        }
        Arrays.sort(distances, 0, count);
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(distances[count / 2]);
    }
}
