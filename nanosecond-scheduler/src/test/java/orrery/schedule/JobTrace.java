package orrery.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import orrery.schedule.task.Job;

/// Jobs that write down when they are called, and as what.
final class JobTrace {
    final List<String> entries = new ArrayList<>();

    Job job(String name) {
        return job(name, _ -> {});
    }

    Job job(String name, LongConsumer action) {
        return new Job() {
            @Override
            public void run(long nowNs) {
                entries.add(name + "@" + nowNs);
                action.accept(nowNs);
            }

            @Override
            public void missed(long nowNs) {
                entries.add(name + " missed@" + nowNs);
                action.accept(nowNs);
            }
        };
    }
}
