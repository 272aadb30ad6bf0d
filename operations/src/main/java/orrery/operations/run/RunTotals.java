package orrery.operations.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import orrery.agent.Decision;
import orrery.agent.episode.Reason;
import orrery.agent.safety.Ruling;
import orrery.journal.Storage;
import orrery.operations.baseline.CostRates;
import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What a certificate counts over all decisions. Threads: confined.
public final class RunTotals {
    private static final String MISSED = Reason.FALLBACK_MISSED.word();

    private final CostRates rates;
    private final long scoredFrom;
    private final long deadlineNs;
    private long denied;
    private long repaired;
    private long missed;
    private double cost;
    private int before;

    public RunTotals(CostRates rates, long scoredFrom, long deadlineNs) {
        this.rates = rates;
        this.scoredFrom = scoredFrom;
        this.deadlineNs = deadlineNs;
    }

    /// Counts one more decision.
    public void add(Decision decision) {
        add(
                decision.number(),
                decision.demand(),
                decision.current(),
                decision.ruling().word(),
                decision.totalNs() > deadlineNs || decision.reason() == Reason.FALLBACK_MISSED);
    }

    /// Counts the decisions that a log holds already.
    ///
    /// @throws Refusal CORRUPT with the line
    public void addAll(Storage storage) {
        long number = 0;
        JsonLine json = new JsonLine();
        try (StoredLines lines = new StoredLines(storage, DecisionLog.NAME)) {
            Optional<byte[]> line = lines.next();
            while (line.isPresent()) {
                number++;
                json.read(new String(line.get(), UTF_8));
                boolean late = json.totalNs > deadlineNs || json.reason.equals(MISSED);
                add(json.number, json.demand, json.current, json.ruling, late);
                line = lines.next();
            }
        } catch (JacksonException e) {
            throw new Refusal(
                            Refusal.Code.CORRUPT,
                            "this is no record of a decision",
                            "move the run folder away and start anew")
                    .at(DecisionLog.NAME + ":" + number);
        }
    }

    private void add(long number, double demand, int current, String ruling, boolean late) {
        denied += ruling.equals(Ruling.DENY.word()) ? 1 : 0;
        repaired += ruling.equals(Ruling.REPAIR.word()) ? 1 : 0;
        missed += late ? 1 : 0;
        if (number >= scoredFrom) {
            cost += rates.step(demand, current, number == scoredFrom ? current : before);
        }
        before = current;
    }

    public long denied() {
        return denied;
    }

    public long repaired() {
        return repaired;
    }

    public long missedDeadlines() {
        return missed;
    }

    /// Cost of the scored decisions.
    public double agentCost() {
        return cost;
    }

    /// The fields of a line that are counted.
    private static final class JsonLine {
        private final JsonFactory json = new JsonFactory();
        private long number;
        private double demand;
        private int current;
        private String ruling = "";
        private String reason = "";
        private long totalNs;

        void read(String text) {
            demand = Double.NaN;
            try (JsonParser in = json.createParser(ObjectReadContext.empty(), text)) {
                String name = "";
                for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                    if (token == JsonToken.PROPERTY_NAME) {
                        name = in.currentName();
                    } else if (token.isScalarValue()) {
                        take(name, in, token);
                    }
                }
            }
        }

        private void take(String name, JsonParser in, JsonToken token) {
            switch (name) {
                case "n" -> number = in.getLongValue();
                case "input" -> demand = token.isNumeric() ? in.getDoubleValue() : Double.NaN;
                case "current" -> current = in.getIntValue();
                case "ruling" -> ruling = in.getString();
                case "reason" -> reason = in.getString();
                case "total" -> totalNs = in.getLongValue();
                default -> {
                    // Not counted.
                }
            }
        }
    }
}
