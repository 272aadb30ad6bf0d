package orrery.operations.adversary;

import java.util.Optional;
import orrery.operations.report.JsonText;

/// What an attack on the gate found.
///
/// @param decisions decisions made in all runs
/// @param actions decisions that changed the capacity
/// @param breaches decisions that broke a rule, by the checker
/// @param first the first breach, said in words
public record AttackResult(
        long runs, long decisions, long actions, long breaches, Optional<String> first) {
    /// With no breach among n decisions, the chance of one per decision is below this with 95 %
    /// confidence, for decisions drawn like these (the rule of three).
    public double upperBound95() {
        return breaches > 0 ? 1 : Math.min(1, 3.0 / Math.max(1, decisions));
    }

    /// The same as one JSON object.
    public String json() {
        return JsonText.object(out -> {
            out.writeNumberProperty("runs", runs);
            out.writeNumberProperty("decisions", decisions);
            out.writeNumberProperty("actions", actions);
            out.writeNumberProperty("breaches", breaches);
            if (first.isPresent()) {
                out.writeStringProperty("first", first.get());
            } else {
                out.writeNullProperty("first");
            }
            out.writeNumberProperty("upperBound95", upperBound95());
        });
    }

    AttackResult plus(AttackResult other) {
        return new AttackResult(
                runs + other.runs,
                decisions + other.decisions,
                actions + other.actions,
                breaches + other.breaches,
                first.or(other::first));
    }
}
