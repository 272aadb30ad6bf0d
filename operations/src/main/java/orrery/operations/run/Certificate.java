package orrery.operations.run;

import java.util.List;
import java.util.Optional;
import orrery.operations.report.JsonText;
import orrery.operations.report.RunReport;

/// The claim that a run makes about itself; the verifier re-checks every entry.
///
/// @param reportHash hash of `report.json`, where there is one
/// @param agentCost cost of the scored decisions
/// @param changes how `changes.jsonl` ends
public record Certificate(
        long records,
        String lastHash,
        String lastSeal,
        String manifestHash,
        String configurationHash,
        String rulesHash,
        Optional<String> reportHash,
        List<RunReport.RuleVerdict> verdicts,
        long missedDeadlines,
        long denied,
        long repaired,
        double agentCost,
        Changes changes) {
    public static final String NAME = "certificate";

    /// @param count entries
    /// @param lastHash hash of the last; of the manifest where there is none
    public record Changes(long count, String lastHash) {
        public static Changes of(ChangeLog log) {
            return new Changes(log.entries(), log.lastHash());
        }
    }

    public byte[] json() {
        String text =
                JsonText.object(out -> {
                    out.writeStringProperty("format", "orrery-certificate");
                    out.writeNumberProperty("version", 1);
                    out.writeNumberProperty("records", records);
                    out.writeStringProperty("lastHash", lastHash);
                    out.writeStringProperty("lastSeal", lastSeal);
                    out.writeStringProperty("manifestHash", manifestHash);
                    out.writeStringProperty("configurationHash", configurationHash);
                    out.writeStringProperty("rulesHash", rulesHash);
                    if (reportHash.isPresent()) {
                        out.writeStringProperty("reportHash", reportHash.get());
                    } else {
                        out.writeNullProperty("reportHash");
                    }
                    out.writeArrayPropertyStart("verdicts");
                    verdicts.forEach(verdict -> JsonText.verdict(verdict, out));
                    out.writeEndArray();
                    out.writeNumberProperty("missedDeadlines", missedDeadlines);
                    out.writeNumberProperty("denied", denied);
                    out.writeNumberProperty("repaired", repaired);
                    JsonText.number("agentCost", agentCost, out);
                    out.writeNumberProperty("changes", changes.count());
                    out.writeStringProperty("lastChangeHash", changes.lastHash());
                });
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
