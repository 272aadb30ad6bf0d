package orrery.schedule.thread;

import java.util.ArrayList;
import java.util.List;
import orrery.schedule.internal.LinuxThread;

/// Asks for everything in a request, for the calling thread, and says what came of it.
final class OsLadder {
    private OsLadder() {}

    static List<Grant> ask(OsRequest request) {
        List<Grant> grants = new ArrayList<>();
        if (request.cpu().isPresent()) {
            int cpu = request.cpu().getAsInt();
            grants.add(answer("cpu " + cpu, LinuxThread.pinTo(cpu)));
        }
        if (request.timerSlackNs() > 0) {
            long slackNs = request.timerSlackNs();
            grants.add(answer("timer slack " + slackNs + " ns", LinuxThread.timerSlack(slackNs)));
        }
        if (request.realTime()) {
            grants.add(answer("real-time priority", "this version does not ask for it"));
        }
        return List.copyOf(grants);
    }

    private static Grant answer(String wish, String reason) {
        return new Grant(wish, reason.isEmpty(), reason);
    }
}
