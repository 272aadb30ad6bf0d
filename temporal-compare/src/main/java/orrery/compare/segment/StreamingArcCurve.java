package orrery.compare.segment;

import java.util.Arrays;
import orrery.compare.profile.StreamingProfile;

/// FLOSS: the arc curve of a stream, of nearest neighbours on the right, since those on the left do
/// not see what comes.
///
/// Add samples to the profile; the curve is read off when it is asked for. Cost: O(n) for each
/// reading. Threads: confined, as the profile is.
///
/// Source: Gharghabi et al., DMKD 33, 2019, doi:10.1007/s10618-018-0589-3, section 3.5.
public final class StreamingArcCurve {
    private final StreamingProfile profile;

    private StreamingArcCurve(StreamingProfile profile) {
        this.profile = profile;
    }

    /// The curve of a profile, which the caller keeps up to date.
    public static StreamingArcCurve of(StreamingProfile profile) {
        return new StreamingArcCurve(profile);
    }

    /// The curve of the windows kept at present; entry 0 is window [StreamingProfile#first].
    public ArcCurve curve() {
        int[] right = new int[(int) (profile.end() - profile.first())];
        Arrays.setAll(
                right,
                i -> {
                    long match = profile.right(profile.first() + i);
                    return match < 0 ? -1 : (int) (match - profile.first());
                });
        return ArcCurve.ofRight(right, profile.settings().window());
    }
}
