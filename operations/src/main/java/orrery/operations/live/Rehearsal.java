package orrery.operations.live;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import orrery.agent.act.Actuator;
import orrery.agent.episode.Outcome;

/// Stands in for the world while a restarted run goes through its journal: commands end as they
/// ended then, and what became of them is told when it was told then.
final class Rehearsal implements Actuator {
    private final Deque<long[]> told = new ArrayDeque<>();
    private Outcome outcome = Outcome.DROPPED;

    /// How the decision that comes next ended.
    void expect(Outcome ended) {
        outcome = ended;
    }

    void acknowledged(ByteBuffer payload) {
        told.add(new long[] {payload.getLong(0), payload.getInt(8)});
    }

    void failed(ByteBuffer payload) {
        told.add(new long[] {payload.getLong(0)});
    }

    @Override
    public boolean command(long decision, int capacity) {
        return outcome != Outcome.DROPPED;
    }

    @Override
    public void poll(Acknowledgements into) {
        for (long[] news = told.poll(); news != null; news = told.poll()) {
            if (news.length == 2) {
                into.acknowledged(news[0], Math.toIntExact(news[1]));
            } else {
                into.failed(news[0]);
            }
        }
    }
}
