package orrery.loop;

/// What level 0 executes: the capacity for the next step as an affine function of the newest
/// demand, valid for a few samples.
///
/// Threads: immutable, safe to publish. Cost of [#propose]: a few ns, no allocation.
///
/// @param sequence 0 for the first, one more with each published
/// @param base capacity where the newest demand is `anchor`; rounding is already in it
/// @param gain change of capacity with a unit of demand, 0 to 1.5
/// @param anchor demand that it was computed from
/// @param expirySamples samples after which it is stale
/// @param min least capacity
/// @param max largest capacity
public record Snapshot(
        long sequence, int base, double gain, double anchor, int expirySamples, int min, int max) {
    /// The capacity to ask for.
    ///
    /// @param newestDemand the demand just seen; where it is not finite the anchor takes its place
    public int propose(double newestDemand) {
        double moved = newestDemand - anchor;
        if (!(Math.abs(moved) < Double.POSITIVE_INFINITY)) {
            moved = 0;
        }
        double target = Math.max(min, Math.min(max, base + gain * moved));
        return (int) Math.ceil(target - 1e-9);
    }

    /// Whether it is too old after that many further samples.
    public boolean isStale(int samplesSince) {
        return samplesSince > expirySamples;
    }
}
