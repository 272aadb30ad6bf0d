package orrery.compare.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Patterns that drift: windows of which each is the nearest on the right of the one before, which
/// is its nearest on the left in turn.
///
/// Cost: O(n). Threads: immutable.
///
/// Source: Zhu et al., ICDM 2017, doi:10.1109/ICDM.2017.79.
public final class Chains {
    private final int[] next;

    private Chains(int[] next) {
        this.next = next;
    }

    /// The chains of a profile with sides.
    ///
    /// @throws orrery.timeline.Refusal NOT_PERMITTED if the profile has no sides
    public static Chains of(MatrixProfile profile) {
        int[] left = new int[profile.size()];
        int[] right = new int[profile.size()];
        Arrays.setAll(left, profile::left);
        Arrays.setAll(right, profile::right);
        return of(left, right);
    }

    /// The chains of the nearest neighbours on either side, -1 where there is none.
    public static Chains of(int[] left, int[] right) {
        int[] next = new int[right.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = right[i] >= 0 && left[right[i]] == i ? right[i] : -1;
        }
        return new Chains(next);
    }

    /// The chain that begins with a window, which may be all of it.
    ///
    /// @return starts of windows, ascending
    public int[] from(int window) {
        int length = 1;
        for (int i = window; next[i] >= 0; i = next[i]) {
            length++;
        }
        int[] chain = new int[length];
        int at = window;
        for (int i = 0; i < length; i++) {
            chain[i] = at;
            at = next[at];
        }
        return chain;
    }

    /// The longest chain; of equally long ones the one that begins first.
    ///
    /// @return starts of windows, ascending
    public int[] longest() {
        int[] longest = {};
        for (int[] chain : all()) {
            longest = chain.length > longest.length ? chain : longest;
        }
        return longest;
    }

    /// All chains that are no part of a longer one, in the order of their first windows: every
    /// window is in exactly one.
    public List<int[]> all() {
        boolean[] inner = new boolean[next.length];
        for (int after : next) {
            if (after >= 0) {
                inner[after] = true;
            }
        }
        List<int[]> chains = new ArrayList<>();
        for (int i = 0; i < next.length; i++) {
            if (!inner[i]) {
                chains.add(from(i));
            }
        }
        return chains;
    }
}
