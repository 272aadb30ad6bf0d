package orrery.operations.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import orrery.agent.Decision;
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
                decision.totalNs());
    }

    /// Counts the decisions that a log holds already.
    ///
    /// @throws Refusal CORRUPT with the line
    public void addAll(Storage storage) {
        long line = 0;
        JsonLine json = new JsonLine();
        try (BufferedReader lines = reader(storage)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                json.read(text);
                add(json.number, json.demand, json.current, json.ruling, json.totalNs);
            }
        } catch (IOException | JacksonException e) {
            throw new Refusal(
                            Refusal.Code.CORRUPT,
                            "this is no record of a decision",
                            "move the run folder away and start anew")
                    .at(DecisionLog.NAME + ":" + line);
        }
    }

    private void add(long number, double demand, int current, String ruling, long totalNs) {
        denied += ruling.equals(Ruling.DENY.word()) ? 1 : 0;
        repaired += ruling.equals(Ruling.REPAIR.word()) ? 1 : 0;
        missed += totalNs > deadlineNs ? 1 : 0;
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

    private static BufferedReader reader(Storage storage) {
        Storage.Input input = storage.read(DecisionLog.NAME);
        InputStream bytes =
                new InputStream() {
                    private final ByteBuffer one = ByteBuffer.allocate(1);
                    private long position;

                    @Override
                    public int read() {
                        int count = input.read(one.clear(), position);
                        position += count;
                        return count == 0 ? -1 : one.get(0) & 0xff;
                    }

                    @Override
                    public int read(byte[] target, int from, int length) {
                        int count = input.read(ByteBuffer.wrap(target, from, length), position);
                        position += count;
                        return count == 0 && length > 0 ? -1 : count;
                    }

                    @Override
                    public void close() {
                        input.close();
                    }
                };
        return new BufferedReader(new InputStreamReader(bytes, UTF_8), 1 << 16);
    }

    /// The fields of a line that are counted.
    private static final class JsonLine {
        private final JsonFactory json = new JsonFactory();
        private long number;
        private double demand;
        private int current;
        private String ruling = "";
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
                case "total" -> totalNs = in.getLongValue();
                default -> {
                    // Not counted.
                }
            }
        }
    }
}
