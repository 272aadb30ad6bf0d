package orrery.operations.live;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import orrery.agent.act.Actuator;
import orrery.operations.report.JsonText;

/// Commands that an actuator carries out beside the decisions, and what became of them. At most 16
/// are under way. Threads: {@link #settle} is safe for any, all else is confined to the decisions'.
final class UnderWay {
    private static final int MAX = 16;

    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /// Takes one more.
    ///
    /// @return false if there are too many
    boolean begin() {
        if (count.incrementAndGet() <= MAX) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /// What became of one.
    void settle(long decision, int capacity, boolean done) {
        answers.add(new Answer(decision, capacity, done));
    }

    /// Passes on what became of them since the last time.
    void poll(Actuator.Acknowledgements into) {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            count.decrementAndGet();
            if (answer.done()) {
                into.acknowledged(answer.decision(), answer.capacity());
            } else {
                into.failed(answer.decision());
            }
        }
    }

    /// `{"decision":17,"capacity":12}`
    static String text(long decision, int capacity) {
        return JsonText.object(out -> {
            out.writeNumberProperty("decision", decision);
            out.writeNumberProperty("capacity", capacity);
        });
    }

    private record Answer(long decision, int capacity, boolean done) {}
}
