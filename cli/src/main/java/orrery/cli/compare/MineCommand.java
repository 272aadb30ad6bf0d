package orrery.cli.compare;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.mining.MiningSettings;
import orrery.compare.mining.PatternListener;
import orrery.compare.mining.SequenceDatabase;
import orrery.compare.mining.SequenceMiner;
import orrery.compare.mining.SequentialRule;
import orrery.timeline.Refusal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "mine",
        mixinStandardHelpOptions = true,
        description = {
            "Find the sequential patterns of a file in the format of SPMF that many of its sequences",
            "hold. Prints lines of SPMF, as in: 1 -1 2 3 -1 #SUP: 4. Exit 1 if there is none."
        })
public final class MineCommand implements Callable<Integer> {
    private static final int CHUNK = 1 << 16;

    private final Console console;

    @Option(names = "--in", required = true, paramLabel = "F", description = "file, or - for stdin")
    private String in = "";

    @Option(
            names = "--min-support",
            required = true,
            paramLabel = "S",
            description = "number of sequences, or a share of them such as 0.05 or 5%%")
    private String support = "";

    /// At most one of them.
    static final class Kind {
        @Option(
                names = "--closed",
                description = "only those that no larger one of their support has")
        private boolean closed;

        @Option(names = "--maximal", description = "only those that no larger frequent one has")
        private boolean maximal;

        @Option(names = "--top-k", paramLabel = "K", description = "the K most frequent ones")
        private Optional<Integer> best = Optional.empty();

        @Option(
                names = "--rules",
                paramLabel = "C",
                description = "rules of at least confidence C instead of patterns")
        private Optional<Double> confidence = Optional.empty();
    }

    @ArgGroup private Kind kind = new Kind();

    @Option(
            names = "--max-gap",
            paramLabel = "G",
            description = "most sets from one set of a pattern to the next; 1: neighbours")
    private Optional<Integer> gap = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "W",
            description = "most sets from the first to the last set of a pattern")
    private Optional<Integer> window = Optional.empty();

    @Option(names = "--min-length", paramLabel = "N", description = "least items (default: 1)")
    private int lengthMin = 1;

    @Option(names = "--max-length", paramLabel = "N", description = "most items (default: 1000)")
    private int lengthMax = MiningSettings.LENGTH_LIMIT;

    @Option(names = "--threads", paramLabel = "N", description = "threads (default: 1)")
    private int threads = 1;

    @Option(names = "--count", description = "print only how many there are")
    private boolean countOnly;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    private final StringBuilder text = new StringBuilder();
    private boolean any;

    public MineCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TextLines lines = new TextLines(in);
        SequenceDatabase database = lines.read(file -> SequenceDatabase.read(file, lines.place()));
        SequenceMiner miner = SequenceMiner.of(database, settings(database));
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            text.append(
                    json && !countOnly ? "{\"" + (rules() ? "rules" : "patterns") + "\":[" : "");
            long found = run(miner, interrupted);
            if (countOnly) {
                text.append(json ? "{\"count\":" + found + "}" : Long.toString(found));
            } else if (json) {
                text.append("],\"count\":").append(found).append('}');
            }
            flush();
            if (interrupted.get()) {
                console.say("orrery: interrupted; these are the patterns so far");
                return ExitCode.INTERRUPTED.number();
            }
            return found == 0 ? ExitCode.NO.number() : ExitCode.YES.number();
        }
    }

    private boolean rules() {
        return kind.confidence.isPresent();
    }

    private long run(SequenceMiner miner, AtomicBoolean interrupted) {
        PatternListener listener =
                (pattern, length, sequences) -> {
                    if (!countOnly) {
                        add(pattern, length, sequences);
                    }
                    return !interrupted.get();
                };
        if (rules()) {
            Predicate<SequentialRule> takes =
                    rule -> {
                        if (!countOnly) {
                            add(rule);
                        }
                        return !interrupted.get();
                    };
            return miner.rules(kind.confidence.get(), takes);
        }
        if (kind.best.isPresent()) {
            return miner.topK(kind.best.get(), listener);
        }
        return kind.closed
                ? miner.closed(listener)
                : kind.maximal ? miner.maximal(listener) : miner.all(listener);
    }

    private MiningSettings settings(SequenceDatabase database) {
        MiningSettings settings =
                MiningSettings.withSupport(least(database))
                        .withLength(lengthMin, lengthMax)
                        .withThreads(threads);
        settings = gap.isPresent() ? settings.withGap(gap.get()) : settings;
        return window.isPresent() ? settings.withWindow(window.get()) : settings;
    }

    private int least(SequenceDatabase database) {
        try {
            if (support.endsWith("%")) {
                return database.support(
                        Double.parseDouble(support.substring(0, support.length() - 1)) / 100);
            }
            return support.contains(".")
                    ? database.support(Double.parseDouble(support))
                    : Integer.parseInt(support);
        } catch (NumberFormatException e) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.NOT_A_NUMBER,
                            "a support of '" + support + "'",
                            "use a number of sequences, or a share such as 0.05 or 5%");
            refusal.initCause(e);
            throw refusal.at("--min-support");
        }
    }

    private void add(int[] pattern, int length, int sequences) {
        begin();
        if (json) {
            text.append("{\"pattern\":[[");
            for (int i = 0; i + 1 < length; i++) {
                boolean joins = i > 0 && pattern[i] >= 0 && pattern[i - 1] >= 0;
                text.append(pattern[i] < 0 ? "],[" : (joins ? "," : "") + pattern[i]);
            }
            text.append("]],\"support\":").append(sequences).append('}');
        } else {
            for (int i = 0; i < length; i++) {
                text.append(pattern[i]).append(' ');
            }
            text.append("#SUP: ").append(sequences);
        }
    }

    private void add(SequentialRule rule) {
        begin();
        if (json) {
            text.append("{\"before\":").append(rule.before());
            text.append(",\"after\":").append(rule.after());
            text.append(",\"support\":").append(rule.support());
            text.append(",\"confidence\":").append(rule.confidence()).append('}');
        } else {
            rule.before().forEach(entry -> text.append(entry).append(' '));
            text.append("==> ");
            rule.after().forEach(entry -> text.append(entry).append(' '));
            text.append("#SUP: ").append(rule.support());
            text.append(" #CONF: ").append(rule.confidence());
        }
    }

    // Many short lines are printed at a time; JSON is one line and is kept until it is complete.
    private void begin() {
        if (any) {
            text.append(json ? "," : "\n");
        }
        any = true;
        if (!json && text.length() > CHUNK) {
            text.setLength(text.length() - 1);
            flush();
        }
    }

    private void flush() {
        if (!text.isEmpty()) {
            console.print(text.toString());
            text.setLength(0);
        }
    }
}
