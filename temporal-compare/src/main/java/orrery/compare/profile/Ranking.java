package orrery.compare.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import orrery.timeline.Refusal;

/// Reads motifs and discords off a profile.
final class Ranking {
    private final MatrixProfile profile;
    private final boolean[] closed;
    private final boolean[] closedOther;

    /// @param others windows of the other series; 0 where the profile is of a series with itself
    Ranking(MatrixProfile profile, int others) {
        this.profile = profile;
        this.closed = new boolean[profile.size()];
        this.closedOther = others == 0 ? closed : new boolean[others];
    }

    private Integer[] order(boolean nearestFirst) {
        Integer[] order = new Integer[profile.size()];
        Arrays.setAll(order, i -> i);
        double sign = nearestFirst ? 1 : -1;
        Arrays.sort(
                order,
                (i, j) -> Double.compare(sign * profile.distance(i), sign * profile.distance(j)));
        return order;
    }

    /// @param exclusion windows at most so far from either window of a motif are in no other
    List<Motif> motifs(int count, int exclusion) {
        check(count);
        List<Motif> motifs = new ArrayList<>();
        for (int i : order(true)) {
            int neighbour = profile.neighbour(i);
            if (motifs.size() == count || neighbour < 0) {
                break;
            }
            if (!closed[i] && !closedOther[neighbour]) {
                motifs.add(new Motif(i, neighbour, profile.distance(i)));
                close(closed, i, exclusion);
                close(closedOther, neighbour, exclusion);
            }
        }
        return motifs;
    }

    /// @param exclusion windows at most so far from a discord are no other
    List<Discord> discords(int count, int exclusion) {
        check(count);
        List<Discord> discords = new ArrayList<>();
        for (int i : order(false)) {
            if (discords.size() == count) {
                break;
            }
            if (!closed[i] && profile.neighbour(i) >= 0) {
                discords.add(new Discord(i, profile.distance(i)));
                close(closed, i, exclusion);
            }
        }
        return discords;
    }

    private static void check(int count) {
        if (count < 1) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, count + " wanted", "ask for 1 or more");
        }
    }

    private static void close(boolean[] closed, int start, int exclusion) {
        int from = Math.max(0, start - exclusion);
        int to = (int) Math.min(closed.length, (long) start + exclusion + 1);
        Arrays.fill(closed, from, to, true);
    }
}
