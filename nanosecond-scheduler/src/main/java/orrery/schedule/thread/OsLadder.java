package orrery.schedule.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import orrery.schedule.internal.LinuxThread;

/// Asks for everything in a request, for the calling thread, and says what came of it.
public final class OsLadder {
    private static final int PRIORITY = 1;

    private OsLadder() {}

    /// Asks, and gives the answers in the order cpus, timer slack, real-time priority. Never fails.
    /// The first call takes some 0.1 s to link.
    public static List<Grant> ask(OsRequest request) {
        List<Grant> grants = new ArrayList<>();
        if (!request.cpus().isEmpty()) {
            String names =
                    request.cpus().stream().map(String::valueOf).collect(Collectors.joining(", "));
            grants.add(answer("cpu " + names, LinuxThread.pinTo(request.cpus())));
        }
        if (request.timerSlackNs() > 0) {
            long slackNs = request.timerSlackNs();
            grants.add(answer("timer slack " + slackNs + " ns", LinuxThread.timerSlack(slackNs)));
        }
        if (request.realTime()) {
            grants.add(answer("real-time priority " + PRIORITY, LinuxThread.realTime(PRIORITY)));
        }
        return List.copyOf(grants);
    }

    private static Grant answer(String wish, String reason) {
        return new Grant(wish, reason.isEmpty(), reason);
    }
}
