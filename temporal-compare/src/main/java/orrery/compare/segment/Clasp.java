package orrery.compare.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import orrery.compare.profile.Effort;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.ProfileJoin;
import orrery.compare.profile.ProfileSettings;
import orrery.compare.profile.Progress;
import orrery.timeline.Refusal;

/// ClaSP: cuts a series where its windows can be told apart by their nearest neighbours.
///
/// For each split, the nearest neighbours of each window vote on which side it is; the split whose
/// votes are most often right is a change point if the votes differ between the sides by more than
/// chance allows (two-sided rank-sum test, p ≤ 1e-15). Both halves are then cut in the same way,
/// best first. Where all of a range shows no change, random parts of it are tried.
///
/// Cost: a join with k neighbours for each range and part that is tried, O(n²) for n samples; the
/// votes O(n·k). Threads: safe.
///
/// Source: Ermshaus, Schäfer, Leser, "ClaSP: parameter-free time series segmentation", DMKD 37,
/// 2023, doi:10.1007/s10618-023-00923-x.
public final class Clasp {
    /// Where the two-sided normal probability is 1e-15.
    private static final double APART_MIN = 8.0269;

    private final double[] series;
    private final ClaspSettings settings;
    private final ProfileSettings neighbours;
    private final int segmentMin;
    private final boolean tested;
    private final Progress progress;
    private boolean stopped;

    private Clasp(double[] series, ClaspSettings settings, boolean tested, Progress progress) {
        int window = settings.window() == 0 ? WindowSize.of(series) : settings.window();
        this.series = series;
        this.settings = settings;
        this.neighbours =
                ProfileSettings.ofWindow(Math.max(window, ProfileSettings.WINDOW_MIN))
                        .withExclusion(window / 2)
                        .withNeighbours(settings.neighbours());
        this.segmentMin = neighbours.window() * settings.segmentMin();
        this.tested = tested;
        this.progress = progress;
    }

    /// All significant change points.
    ///
    /// @param series finite samples
    /// @throws Refusal EMPTY, or NOT_A_NUMBER if a sample is missing, TOO_LONG
    public static Segmentation of(double[] series, ClaspSettings settings) {
        return of(series, settings, Progress.none());
    }

    /// All significant change points; where it is stopped, those found so far.
    ///
    /// @param progress is told about the range in hand, in pairs of windows
    /// @throws Refusal as [#of(double\[\], ClaspSettings)]
    public static Segmentation of(double[] series, ClaspSettings settings, Progress progress) {
        check(series);
        return new Clasp(series, settings, true, progress).cut(Integer.MAX_VALUE);
    }

    /// The best change points, up to a number, whether significant or not.
    ///
    /// @param count wanted, 1 or more; fewer are found where segments would become too short
    /// @throws Refusal OUT_OF_RANGE, or as [#of(double\[\], ClaspSettings)]
    public static Segmentation best(
            double[] series, int count, ClaspSettings settings, Progress progress) {
        check(series);
        if (count < 1) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, count + " change points", "ask for 1 or more");
        }
        return new Clasp(series, settings, false, progress).cut(count);
    }

    private static void check(double[] series) {
        if (series.length == 0) {
            throw new Refusal(Refusal.Code.EMPTY, "there is no sample", "give one or more");
        }
        for (int t = 0; t < series.length; t++) {
            if (!Double.isFinite(series[t])) {
                throw new Refusal(
                                Refusal.Code.NOT_A_NUMBER,
                                "the sample is " + series[t],
                                "fill the gap before")
                        .at("sample " + t);
            }
        }
    }

    /// The best split of a range, in samples of the series.
    private record Cut(int from, int to, int at, double score) {}

    private Segmentation cut(int count) {
        PriorityQueue<Cut> queue =
                new PriorityQueue<>(
                        Comparator.comparingDouble((Cut cut) -> -cut.score)
                                .thenComparingInt(cut -> cut.from));
        List<Cut> chosen = new ArrayList<>();
        consider(0, series.length, chosen, queue);
        while (!queue.isEmpty() && chosen.size() < count && !stopped) {
            Cut cut = queue.remove();
            chosen.add(cut);
            consider(cut.from, cut.at, chosen, queue);
            consider(cut.at, cut.to, chosen, queue);
        }
        chosen.sort(Comparator.comparingInt(Cut::at));
        return new Segmentation(
                series.length,
                neighbours.window(),
                chosen.stream().mapToInt(Cut::at).toArray(),
                chosen.stream().mapToDouble(Cut::score).toArray());
    }

    private void consider(int from, int to, List<Cut> chosen, PriorityQueue<Cut> queue) {
        if (to - from < 2L * segmentMin) {
            return;
        }
        Cut best = best(from, to);
        if (best.at < 0 || stopped) {
            return;
        }
        boolean apart = best.at >= segmentMin && best.at < series.length - segmentMin;
        for (Cut other : chosen) {
            apart &= best.at < other.at - segmentMin || best.at >= other.at + segmentMin;
        }
        if (apart) {
            queue.add(best);
        }
    }

    // The whole range first, then its parts by length, as long as they are better and none is
    // significant.
    private Cut best(int from, int to) {
        Cut best = new Cut(from, to, -1, Double.NEGATIVE_INFINITY);
        for (int[] part : parts(to - from)) {
            SplitScores splits = splits(from + part[0], from + part[1]);
            int length = part[1] - part[0];
            int windows = length - neighbours.window() + 1;
            double[] scores =
                    splits.between(segmentMin, windows - segmentMin + neighbours.window());
            int at = highest(scores);
            double score = (scores[at] + (double) length / (to - from)) / 2;
            if (!(score > best.score) || stopped) {
                break;
            }
            boolean significant = !tested || splits.apart(at) >= APART_MIN;
            best = new Cut(from, to, significant ? from + part[0] + at : -1, score);
            if (significant) {
                break;
            }
        }
        return best;
    }

    private SplitScores splits(int from, int to) {
        double[] range = Arrays.copyOfRange(series, from, to);
        MatrixProfile profile =
                ProfileJoin.self(range, neighbours)
                        .run(
                                Effort.usual(),
                                (done, all) -> {
                                    stopped |= !progress.goOn(done, all);
                                    return !stopped;
                                });
        return new SplitScores(profile);
    }

    private List<int[]> parts(int length) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        List<int[]> parts = new ArrayList<>();
        parts.add(new int[] {0, length});
        while (parts.size() < settings.parts() && length > 3L * segmentMin) {
            int from = random.nextInt(length);
            int to = Math.min(length, from + random.nextInt(length));
            if (to - from >= 2L * segmentMin) {
                parts.add(new int[] {from, to});
            }
        }
        parts.sort(Comparator.comparingInt(part -> part[0] - part[1]));
        return parts;
    }

    private static int highest(double[] scores) {
        int highest = 0;
        for (int i = 1; i < scores.length; i++) {
            highest = scores[i] > scores[highest] ? i : highest;
        }
        return highest;
    }
}
