package orrery.operations.report;

import orrery.verify.Finding;
import orrery.verify.Verification;

/// What the verifier found, as JSON.
public final class VerificationText {
    private VerificationText() {}

    /// `{"verdict","complete","records","findingCount","findings":[…],"rules":[…],…}`.
    public static String json(Verification result) {
        return JsonText.object(out -> {
            out.writeStringProperty("verdict", word(result.verdict()));
            out.writeBooleanProperty("complete", result.complete());
            out.writeNumberProperty("records", result.records());
            out.writeNumberProperty("findingCount", result.findingCount());
            out.writeArrayPropertyStart("findings");
            for (Finding finding : result.findings()) {
                out.writeStartObject();
                out.writeStringProperty("check", finding.check().name());
                if (finding.record().isPresent()) {
                    out.writeNumberProperty("record", finding.record().getAsLong());
                } else {
                    out.writeNullProperty("record");
                }
                out.writeStringProperty("subject", finding.subject());
                out.writeStringProperty("found", finding.found());
                out.writeStringProperty("expected", finding.expected());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayPropertyStart("rules");
            for (Verification.RuleResult rule : result.rules()) {
                out.writeStartObject();
                out.writeStringProperty("rule", rule.rule());
                out.writeStringProperty("verdict", word(rule.verdict()));
                // A margin of zero has no sign: -0.0 + 0.0 is 0.0.
                JsonText.number("robustness", rule.robustness() + 0.0, out);
                if (rule.atRecord().isPresent()) {
                    out.writeNumberProperty("atRecord", rule.atRecord().getAsLong());
                } else {
                    out.writeNullProperty("atRecord");
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberProperty("missedDeadlines", result.figures().missedDeadlines());
            out.writeNumberProperty("denied", result.figures().denied());
            out.writeNumberProperty("repaired", result.figures().repaired());
            JsonText.number("agentCost", result.figures().agentCost(), out);
            out.writeStringProperty("lastHash", result.hashes().last());
        });
    }

    private static String word(Verification.Verdict verdict) {
        return verdict.name().toLowerCase(java.util.Locale.ROOT);
    }
}
