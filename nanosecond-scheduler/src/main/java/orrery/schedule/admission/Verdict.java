package orrery.schedule.admission;

import java.util.List;
import java.util.OptionalLong;

/// What the analysis says about a set of tasks under a policy. Immutable.
///
/// @param test the test that decided, for example `demand (QPA)`
/// @param slackNs the least time to spare: of t - dbf(t) - b(t) in the busy period under EDF, of
///     D - R under fixed priority; negative where a deadline is missed; empty where unknown
/// @param violationNs the earliest deadline known to be missed, counted as in [ReleasedJob]
/// @param responseTimesNs worst response by task in the order of the set, from the arrival; empty
///     entries have no bound; an empty list where the test does not compute them
/// @param witness jobs whose execution under the policy misses a deadline; empty if not refused, or
///     with over [#WITNESS_MAX] jobs
public record Verdict(
        Answer answer,
        String test,
        OptionalLong slackNs,
        OptionalLong violationNs,
        List<OptionalLong> responseTimesNs,
        List<ReleasedJob> witness) {
    /// Longest witness.
    public static final int WITNESS_MAX = 100_000;

    /// Three, as a test may be too weak for an answer.
    public enum Answer {
        /// no pattern of arrivals misses
        ADMITTED,
        /// some pattern misses
        REFUSED,
        /// neither is proved
        NOT_ESTABLISHED
    }

    public Verdict {
        responseTimesNs = List.copyOf(responseTimesNs);
        witness = List.copyOf(witness);
    }

    static Verdict of(Answer answer, String test) {
        return new Verdict(
                answer, test, OptionalLong.empty(), OptionalLong.empty(), List.of(), List.of());
    }

    Verdict withSlack(long ns) {
        return new Verdict(
                answer, test, OptionalLong.of(ns), violationNs, responseTimesNs, witness);
    }

    Verdict withViolation(long ns) {
        return new Verdict(answer, test, slackNs, OptionalLong.of(ns), responseTimesNs, witness);
    }

    Verdict withResponses(List<OptionalLong> ns) {
        return new Verdict(answer, test, slackNs, violationNs, ns, witness);
    }

    Verdict withWitness(List<ReleasedJob> jobs) {
        return new Verdict(answer, test, slackNs, violationNs, responseTimesNs, jobs);
    }

    Verdict but(Answer other) {
        return new Verdict(other, test, slackNs, violationNs, responseTimesNs, witness);
    }
}
