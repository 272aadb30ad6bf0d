package orrery.schedule;

import java.util.List;
import java.util.Optional;
import orrery.schedule.timing.Percentiles;

/// What a scheduler did so far. Immutable.
///
/// All times count from what was intended: a release that was served late is as late as it was
/// served, however long the scheduler was away.
///
/// @param lateness start less intended release, of every dispatch, missed ones too
/// @param response end less intended release, of every dispatch, missed ones too
/// @param execution end less start, of jobs that were run
/// @param failures the last 16, oldest first
public record SchedulerReport(
        Counts counts,
        Optional<Percentiles> lateness,
        Optional<Percentiles> response,
        Optional<Percentiles> execution,
        List<Failure> failures) {
    public SchedulerReport {
        failures = List.copyOf(failures);
    }
}
