package orrery.operations.report;

import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import orrery.agent.Decision;
import orrery.schedule.timing.Percentiles;
import orrery.timeline.Refusal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Results as JSON: what `--json` prints and what run folders hold. Numbers parse back to the same
/// double; what is unknown is null.
public final class JsonText {
    private JsonText() {}

    /// One JSON object, written by `body`.
    public static String object(Consumer<JsonGenerator> body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            body.accept(out);
            out.writeEndObject();
        }
        return text.toString();
    }

    /// `{"refusal":{"code","place","found","advice"}}`.
    public static String of(Refusal refusal) {
        return object(out -> {
            out.writeObjectPropertyStart("refusal");
            out.writeStringProperty("code", refusal.code().name());
            text("place", refusal.place(), out);
            out.writeStringProperty("found", refusal.found());
            out.writeStringProperty("advice", refusal.advice());
            out.writeEndObject();
        });
    }

    /// A decision in short, as live runs print it.
    public static String of(Decision decision) {
        return object(out -> {
            out.writeNumberProperty("n", decision.number());
            out.writeNumberProperty("timeNs", decision.timeNs());
            number("input", decision.demand(), out);
            out.writeNumberProperty("current", decision.current());
            out.writeNumberProperty("proposed", decision.proposed());
            out.writeNumberProperty("chosen", decision.chosen());
            out.writeStringProperty("ruling", decision.ruling().word());
            boolean named = !decision.rule().isEmpty();
            text("rule", named ? Optional.of(decision.rule()) : Optional.empty(), out);
            out.writeStringProperty("outcome", decision.outcome().word());
            out.writeStringProperty("reason", decision.reason().word());
            out.writeStringProperty("regime", decision.regime());
            out.writeNumberProperty("totalNs", decision.totalNs());
        });
    }

    /// The content of `report.json`.
    public static String of(RunReport report) {
        return object(out -> {
            out.writeNumberProperty("rows", report.rows());
            out.writeNumberProperty("scoredFrom", report.scoredFrom());
            numbers("costs", report.costs(), out);
            out.writeObjectPropertyStart("breaches");
            report.breaches().forEach(out::writeNumberProperty);
            out.writeEndObject();
            numbers("ratios", report.ratios(), out);
            out.writeNumberProperty("denied", report.denied());
            out.writeNumberProperty("repaired", report.repaired());
            out.writeNumberProperty("missedDeadlines", report.missedDeadlines());
            latencies(report.latencyNs(), out);
            if (report.seasons().isEmpty()) {
                out.writeNullProperty("season");
            } else {
                out.writeNumberProperty("season", report.seasons().getFirst());
            }
            out.writeArrayPropertyStart("seasons");
            report.seasons().forEach(out::writeNumber);
            out.writeEndArray();
            text("bestExpert", report.bestExpert(), out);
            out.writeStringProperty("bestAutoscaler", report.bestAutoscaler());
            out.writeStringProperty("configurationHash", report.configurationHash());
            rules(report, out);
            out.writeObjectPropertyStart("memory");
            report.memory()
                    .forEach((component, use) -> {
                        out.writeObjectPropertyStart(component);
                        out.writeNumberProperty("bytes", use.bytes());
                        out.writeNumberProperty("limitBytes", use.limitBytes());
                        out.writeEndObject();
                    });
            out.writeEndObject();
            out.writeStringProperty("operatingSystem", report.operatingSystem());
            out.writeArrayPropertyStart("notes");
            report.notes().forEach(out::writeString);
            out.writeEndArray();
        });
    }

    /// A number, or null where it is not finite.
    public static void number(String name, double value, JsonGenerator out) {
        if (Double.isFinite(value)) {
            out.writeNumberProperty(name, value);
        } else {
            out.writeNullProperty(name);
        }
    }

    private static void rules(RunReport report, JsonGenerator out) {
        out.writeArrayPropertyStart("rules");
        report.rules().forEach(verdict -> verdict(verdict, out));
        out.writeEndArray();
    }

    /// One verdict as an object.
    public static void verdict(RunReport.RuleVerdict verdict, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("rule", verdict.rule());
        out.writeBooleanProperty("holds", verdict.holds());
        number("robustness", verdict.robustness().orElse(Double.NaN), out);
        out.writeNumberProperty("atRecord", verdict.atRecord());
        out.writeEndObject();
    }

    private static void text(String name, Optional<String> value, JsonGenerator out) {
        if (value.isPresent()) {
            out.writeStringProperty(name, value.get());
        } else {
            out.writeNullProperty(name);
        }
    }

    private static void numbers(String name, Map<String, Double> values, JsonGenerator out) {
        out.writeObjectPropertyStart(name);
        values.forEach((key, value) -> number(key, value, out));
        out.writeEndObject();
    }

    private static void latencies(Map<String, Percentiles> stages, JsonGenerator out) {
        out.writeObjectPropertyStart("latencyNs");
        stages.forEach((stage, times) -> {
            out.writeObjectPropertyStart(stage);
            out.writeNumberProperty("p50", times.p50Ns());
            out.writeNumberProperty("p99", times.p99Ns());
            out.writeNumberProperty("p999", times.p999Ns());
            out.writeNumberProperty("max", times.maxNs());
            out.writeEndObject();
        });
        out.writeEndObject();
    }
}
