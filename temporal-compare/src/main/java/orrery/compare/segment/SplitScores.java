package orrery.compare.segment;

import java.util.Arrays;
import orrery.compare.profile.MatrixProfile;

/// How well each split of a series tells its windows apart: for a split, windows before it are of
/// class 0 and those after it of class 1, the neighbours of a window vote on its class, and the
/// score is the mean of the shares of right ones among those voted 0 and among those voted 1.
/// Windows that reach over the split count as voted 1, since they see both sides.
///
/// One pass from left to right: a split that moves by one window changes the votes of the windows
/// that have it as a neighbour, so all scores cost O(n·k) for k neighbours.
final class SplitScores {
    private final int count;
    private final int window;
    private final int neighbours;

    /// Windows by the neighbour that votes on them: those of neighbour j are in `voters` from
    /// `first[j]` to `first[j + 1]`.
    private final int[] first;

    private final int[] voters;
    private final int[] ones;

    SplitScores(MatrixProfile profile) {
        this.count = profile.size();
        this.window = profile.settings().window();
        this.neighbours = profile.settings().neighbours();
        this.first = new int[count + 2];
        this.ones = new int[count];
        for (int i = 0; i < count; i++) {
            for (int rank = 0; rank < neighbours; rank++) {
                int neighbour = profile.neighbour(i, rank);
                if (neighbour >= 0) {
                    first[neighbour + 2]++;
                    ones[i]++;
                }
            }
        }
        for (int j = 2; j < first.length; j++) {
            first[j] += first[j - 1];
        }
        this.voters = new int[first[count + 1]];
        for (int i = 0; i < count; i++) {
            for (int rank = 0; rank < neighbours; rank++) {
                int neighbour = profile.neighbour(i, rank);
                if (neighbour >= 0) {
                    voters[first[neighbour + 1]++] = i;
                }
            }
        }
    }

    /// The scores of splits from `from` to `to`, exclusive; minus infinity elsewhere, and where all
    /// windows are voted into one class.
    double[] between(int from, int to) {
        double[] scores = new double[count];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        Votes votes = new Votes();
        int end = Math.min(to, count);
        for (int split = 1; split < end; split++) {
            votes.move(split);
            if (split >= from) {
                scores[split] = votes.score(split);
            }
        }
        return scores;
    }

    /// The two-sided rank-sum statistic of the votes before and after a split: how many deviations
    /// they are apart.
    double apart(int split) {
        Votes votes = new Votes();
        for (int i = 1; i <= split; i++) {
            votes.move(i);
        }
        double left = split;
        double right = count - split;
        double zeros = votes.zeros(split);
        double zeroRank = (zeros + 1) / 2;
        double oneRank = zeros + (count - zeros + 1) / 2;
        double sum = votes.leftZeros * zeroRank + (left - votes.leftZeros) * oneRank;
        double expected = left * (count + 1) / 2;
        return Math.abs(sum - expected) / Math.sqrt(left * right * (count + 1) / 12);
    }

    /// The votes on all windows while the split moves from left to right.
    private final class Votes {
        private final int[] forOne = ones.clone();
        private int rightOnes;
        private int leftZeros;

        Votes() {
            for (int votes : forOne) {
                rightOnes += isOne(votes) ? 1 : 0;
            }
        }

        // Window split - 1 goes over to class 0, and so does its vote.
        void move(int split) {
            rightOnes -= isOne(forOne[split - 1]) ? 1 : 0;
            int past = split - window - 1;
            leftZeros += past >= 0 && !isOne(forOne[past]) ? 1 : 0;
            for (int at = first[split - 1]; at < first[split]; at++) {
                int i = voters[at];
                boolean before = isOne(forOne[i]);
                forOne[i]--;
                if (before && !isOne(forOne[i])) {
                    rightOnes -= i >= split ? 1 : 0;
                    leftZeros += i < split - window ? 1 : 0;
                }
            }
        }

        int zeros(int split) {
            return leftZeros + count - split - rightOnes;
        }

        double score(int split) {
            int zeros = zeros(split);
            if (zeros == 0 || zeros == count) {
                return Double.NEGATIVE_INFINITY;
            }
            return ((double) rightOnes / (count - zeros) + (double) leftZeros / zeros) / 2;
        }
    }

    private boolean isOne(int votes) {
        return 2 * votes > neighbours;
    }
}
