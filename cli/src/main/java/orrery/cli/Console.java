package orrery.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Optional;

/// Where results and talk go: results on stdout, talk on stderr, so that pipes stay clean.
public final class Console {
    private static final long REDRAW_NS = 100_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final long startNs = System.nanoTime();
    private long drawnNs;
    private boolean drawn;

    public Console(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    public static Console ofThisProcess() {
        // Null or not a terminal, by the version of the JDK, where a pipe stands.
        boolean interactive =
                Optional.ofNullable(System.console())
                        .map(java.io.Console::isTerminal)
                        .orElse(false);
        return new Console(System.out, System.err, interactive);
    }

    public void print(String line) {
        out.println(line);
    }

    public void say(String line) {
        clear();
        err.println(line);
    }

    /// For those who print results themselves.
    public PrintWriter resultWriter() {
        return new PrintWriter(out, true, out.charset());
    }

    /// For those who talk themselves.
    public PrintWriter talkWriter() {
        return new PrintWriter(err, true, err.charset());
    }

    /// Shows how far a job is, at most ten times a second and on a terminal only. The time to go is
    /// shown after one second.
    public void progress(String what, long done, long all) {
        long now = System.nanoTime();
        if (!interactive || now - drawnNs < REDRAW_NS) {
            return;
        }
        drawnNs = now;
        drawn = true;
        double share = all <= 0 ? 0 : (double) done / all;
        double elapsed = (now - startNs) / 1e9;
        String left = "";
        if (elapsed > 1 && share > 0.01) {
            left = ", %.0f s to go".formatted(elapsed * (1 - share) / share);
        }
        err.print("\r%s: %,d of %,d (%.0f %%)%s   ".formatted(what, done, all, 100 * share, left));
        err.flush();
    }

    private void clear() {
        if (drawn) {
            err.print("\r" + " ".repeat(78) + "\r");
            drawn = false;
        }
    }
}
