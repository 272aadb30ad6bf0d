package orrery.cli.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.pattern.CaptureListener;
import orrery.compare.pattern.CaptureMatcher;
import orrery.compare.pattern.CapturePattern;
import orrery.compare.pattern.CapturedMatch;
import orrery.operations.input.Decimal;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = {
            "Find patterns of events, as in: 'a -> b+ -> !c -> d[value > a.value] within 50 skip",
            "past-last'. An event is a line: a symbol, then, if there are any, a comma and its value,",
            "and a comma and its time in ns. Without times the events are 1 ns apart.",
            "Exit 1 if there is no match."
        })
public final class EventsCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--pattern", required = true, paramLabel = "P", description = "the pattern")
    private String pattern = "";

    @Option(names = "--in", paramLabel = "F", description = "events; - is stdin (default: -)")
    private String in = "-";

    @Option(names = "--count", description = "print only how many matches there are")
    private boolean countOnly;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "most partial matches at a time; the oldest gives way (default: 1024)")
    private int runs = CapturePattern.RUNS_DEFAULT;

    @Option(names = "--json", description = "print matches, or the count, as JSON")
    private boolean json;

    public EventsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CaptureMatcher matcher = parsed().matcher(runs);
        AtomicBoolean interrupted = new AtomicBoolean();
        TextLines lines = new TextLines(in);
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            lines.read(text -> follow(text, lines.place(), matcher, interrupted));
            matcher.end(this::print);
        }
        if (countOnly) {
            console.print(
                    json
                            ? JsonText.object(out -> {
                                out.writeNumberProperty("matches", matcher.matches());
                                out.writeNumberProperty("events", matcher.events());
                                out.writeNumberProperty("evictions", matcher.evictions());
                            })
                            : Long.toString(matcher.matches()));
        }
        if (matcher.evictions() > 0) {
            console.say(
                    "orrery: "
                            + matcher.evictions()
                            + " partial matches gave way to newer ones; raise --runs");
        }
        if (interrupted.get()) {
            return ExitCode.INTERRUPTED.number();
        }
        return matcher.matches() == 0 ? ExitCode.NO.number() : ExitCode.YES.number();
    }

    private CapturePattern parsed() {
        try {
            return CapturePattern.parse(pattern);
        } catch (Refusal refusal) {
            Optional<String> place = refusal.place();
            throw refusal.at("--pattern" + place.map(where -> ", " + where).orElse(""));
        }
    }

    private long follow(
            BufferedReader text, String place, CaptureMatcher matcher, AtomicBoolean interrupted)
            throws IOException {
        long number = 0;
        CapturePattern symbols = parsed();
        CaptureListener listener = this::print;
        for (String line = text.readLine();
                line != null && !interrupted.get();
                line = text.readLine()) {
            number++;
            if (!line.isBlank()) {
                try {
                    take(line, matcher, symbols, listener);
                } catch (Refusal refusal) {
                    throw refusal.at(place + ":" + number);
                }
            }
        }
        return number;
    }

    private static void take(
            String line, CaptureMatcher matcher, CapturePattern symbols, CaptureListener to) {
        int comma = line.indexOf(',');
        int next = comma < 0 ? -1 : line.indexOf(',', comma + 1);
        String symbol = (comma < 0 ? line : line.substring(0, comma)).strip();
        double value = Double.NaN;
        long timeNs = matcher.events();
        if (comma >= 0) {
            char[] digits =
                    line.substring(comma + 1, next < 0 ? line.length() : next).toCharArray();
            value = Decimal.parse(digits, 0, digits.length);
        }
        if (next >= 0) {
            try {
                timeNs = Long.parseLong(line.substring(next + 1).strip());
            } catch (NumberFormatException e) {
                Refusal refusal =
                        new Refusal(
                                Refusal.Code.NOT_A_NUMBER,
                                "'" + line.substring(next + 1).strip() + "' is no time",
                                "write whole nanoseconds");
                refusal.initCause(e);
                throw refusal;
            }
        }
        matcher.next(symbols.symbol(symbol), value, timeNs, to);
    }

    private void print(CapturedMatch match) {
        if (countOnly) {
            return;
        }
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeNumberProperty("start", match.start());
                        out.writeNumberProperty("end", match.end());
                        out.writeNumberProperty("startNs", match.startNs());
                        out.writeNumberProperty("endNs", match.endNs());
                    }));
        } else {
            console.print(match.start() + " " + match.end());
        }
    }
}
