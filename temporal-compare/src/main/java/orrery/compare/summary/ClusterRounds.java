package orrery.compare.summary;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import orrery.compare.warping.DistanceMatrix;
import orrery.compare.warping.ElasticDistance;

/// One start of k-means.
final class ClusterRounds {
    private final SeriesSet set;
    private final KMeans.Settings settings;
    private final RandomGenerator random;
    private final double[][][] centres;
    private final int[] labels;
    private final double[] costs;

    ClusterRounds(SeriesSet set, KMeans.Settings settings, RandomGenerator random) {
        this.set = set;
        this.settings = settings;
        this.random = random;
        this.centres = new double[settings.k()][][];
        this.labels = new int[set.size()];
        this.costs = new double[set.size()];
        Arrays.fill(labels, -1);
    }

    KMeans run(LongPredicate goesOn) {
        seed();
        assign();
        int rounds = 0;
        boolean settled = false;
        boolean stopped = false;
        while (!settled && !stopped && rounds < settings.effort().rounds()) {
            average();
            settled = !assign();
            rounds++;
            stopped = !goesOn.test(rounds);
        }
        return new KMeans(labels, centres, inertia(), rounds, settled);
    }

    private double inertia() {
        double inertia = 0;
        for (int i = 0; i < costs.length; i++) {
            inertia += set.weight(i) * costs[i];
        }
        return inertia;
    }

    private void seed() {
        double[] chances = new double[set.size()];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = set.weight(i);
        }
        double[] nearest = new double[set.size()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        boolean[] taken = new boolean[set.size()];
        for (int c = 0; c < centres.length; c++) {
            int drawn = drawn(chances, taken);
            taken[drawn] = true;
            centres[c] = SeriesSet.copy(set.view(drawn));
            DistanceMatrix matrix =
                    DistanceMatrix.between(
                            new double[][][] {centres[c]}, set.views(), settings.costs());
            for (int i = 0; i < nearest.length; i++) {
                // Soft-DTW may be negative.
                nearest[i] = Math.min(nearest[i], Math.max(0, matrix.cost(0, i)));
                chances[i] = taken[i] ? 0 : set.weight(i) * nearest[i];
            }
        }
    }

    // The first that is not taken where no chance is above 0.
    private int drawn(double[] chances, boolean[] taken) {
        double left = random.nextDouble() * Arrays.stream(chances).sum();
        int last = -1;
        for (int i = 0; i < chances.length; i++) {
            if (chances[i] > 0) {
                last = i;
                left -= chances[i];
                if (left < 0) {
                    break;
                }
            }
        }
        for (int i = 0; last < 0; i++) {
            last = taken[i] ? -1 : i;
        }
        return last;
    }

    // Says whether any series moved.
    private boolean assign() {
        DistanceMatrix matrix = DistanceMatrix.between(centres, set.views(), settings.costs());
        int[] before = labels.clone();
        int[] sizes = new int[centres.length];
        for (int i = 0; i < labels.length; i++) {
            int nearest = 0;
            for (int c = 1; c < centres.length; c++) {
                nearest = matrix.cost(c, i) < matrix.cost(nearest, i) ? c : nearest;
            }
            labels[i] = nearest;
            costs[i] = matrix.cost(nearest, i);
            sizes[nearest]++;
        }
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] == 0) {
                fill(c, sizes);
            }
        }
        return !Arrays.equals(before, labels);
    }

    private void fill(int cluster, int[] sizes) {
        int worst = -1;
        for (int i = 0; i < labels.length; i++) {
            if (sizes[labels[i]] > 1
                    && (worst < 0 || set.weight(i) * costs[i] > set.weight(worst) * costs[worst])) {
                worst = i;
            }
        }
        sizes[labels[worst]]--;
        sizes[cluster] = 1;
        labels[worst] = cluster;
        centres[cluster] = SeriesSet.copy(set.view(worst));
        ElasticDistance measure = ElasticDistance.of(settings.measure(), settings.window());
        costs[worst] = Medoid.cost(measure, set.view(worst), set.view(worst));
    }

    // The generators are split off in order first, so that threads change nothing.
    private void average() {
        SplittableRandom[] own = new SplittableRandom[centres.length];
        Arrays.setAll(own, _ -> new SplittableRandom(random.nextLong()));
        int threads = Math.min(settings.effort().threads(), centres.length);
        if (threads == 1) {
            for (int c = 0; c < centres.length; c++) {
                centres[c] = centre(c, own[c]);
            }
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<double[][]>> parts =
                    IntStream.range(0, centres.length)
                            .mapToObj(c -> pool.submit(() -> centre(c, own[c])))
                            .toList();
            for (int c = 0; c < centres.length; c++) {
                centres[c] = parts.get(c).get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while averaging", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("averaging failed", e);
        }
    }

    private double[][] centre(int cluster, RandomGenerator own) {
        int[] members =
                IntStream.range(0, labels.length).filter(i -> labels[i] == cluster).toArray();
        SeriesSet part = set.only(members);
        return Barycentre.from(centres[cluster], part, settings.averaging(), own, _ -> true)
                .channels();
    }
}
