package orrery.operations.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import orrery.agent.Decision;
import orrery.agent.episode.Stage;
import orrery.schedule.timing.LatencyHistogram;
import orrery.schedule.timing.Percentiles;

/// The measured times of decisions, a histogram a stage and one for all of it. Allocates nothing a
/// decision. Threads: confined.
public final class Latencies {
    private final LatencyHistogram[] stages = new LatencyHistogram[Stage.ALL.size()];
    private final LatencyHistogram total = LatencyHistogram.empty();

    public Latencies() {
        for (int i = 0; i < stages.length; i++) {
            stages[i] = LatencyHistogram.empty();
        }
    }

    public void record(Decision decision) {
        for (int i = 0; i < stages.length; i++) {
            stages[i].record(decision.stageNs(Stage.ALL.get(i)));
        }
        total.record(decision.totalNs());
    }

    /// Percentiles by the name of the stage; `total` last. Empty before the first decision.
    public Map<String, Percentiles> percentiles() {
        Map<String, Percentiles> all = new LinkedHashMap<>();
        for (int i = 0; i < stages.length; i++) {
            String name = Stage.ALL.get(i).word();
            stages[i].percentiles().ifPresent(times -> all.put(name, times));
        }
        total.percentiles().ifPresent(times -> all.put("total", times));
        return all;
    }

    /// The histograms by the name of the stage; `total` last.
    public Map<String, LatencyHistogram> histograms() {
        Map<String, LatencyHistogram> all = new LinkedHashMap<>();
        for (int i = 0; i < stages.length; i++) {
            all.put(Stage.ALL.get(i).word(), stages[i]);
        }
        all.put("total", total);
        return all;
    }
}
