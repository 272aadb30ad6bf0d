package orrery.compare.search;

import java.util.List;

/// What a search found.
///
/// @param matches the best first, the earlier of equal ones first; no two closer than the exclusion
/// @param pruned how windows were dropped
/// @param complete whether every window was decided; false after a stop, and then the matches are
///     those of the windows decided so far
public record SearchResult(List<Match> matches, Pruned pruned, boolean complete) {
    public SearchResult {
        matches = List.copyOf(matches);
    }
}
