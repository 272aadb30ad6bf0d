/// Matrix profiles: for each window of a series, its nearest neighbour, and what follows from that.
///
/// ```java
/// MatrixProfile profile = MatrixProfile.of(series, ProfileSettings.ofWindow(100));
/// Motif recurs = profile.motifs(1).getFirst();
/// Discord unlikeAnyOther = profile.discords(1).getFirst();
/// ```
/// Take [ProfileJoin] for long series (threads, progress, an answer when stopped),
/// [DistanceProfile] for one query, [MotifSet] for all occurrences of a pattern, [Chains] for one
/// that drifts, [ProfileDistance] to compare series that share parts in any order.
package orrery.compare.profile;
