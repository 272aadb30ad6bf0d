/// Matrix profiles: for each window of a series, its nearest neighbour.
///
/// ```java
/// MatrixProfile profile = MatrixProfile.of(series, ProfileSettings.ofWindow(100));
/// int where = profile.neighbour(0);
/// double distance = profile.distance(0);
/// ```
package orrery.compare.profile;
