package orrery.compare;

import java.util.SplittableRandom;

/// Seeded series of every kind that a search or a profile must stand.
public final class Signals {
    /// Kinds that everything must stand.
    public static final int KINDS = 17;

    /// And one more for searches: beside samples of -1e140, on which running products lose the others.
    public static final int SEARCH_KINDS = 18;

    private Signals() {}

    public static double[] of(int kind, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] series = new double[length];
        double walk = 0;
        for (int t = 0; t < length; t++) {
            double noise = random.nextGaussian();
            walk += noise;
            series[t] =
                    switch (kind) {
                        case 0 -> noise;
                        case 1 -> walk;
                        case 2 -> 1e9 + noise;
                        case 3 -> 1e9 + 1e-4 * walk;
                        case 4 -> random.nextInt(3);
                        case 5 -> 7;
                        case 6 -> t % 12;
                        case 7 -> random.nextInt(40) == 0 ? 1e6 * noise : noise;
                        case 8 -> t / 30 % 2 == 0 ? 5 + noise : 5;
                        case 9 -> Math.sin(t * 0.1) + (random.nextInt(50) == 0 ? Double.NaN : 0);
                        case 10 -> (t / 20 % 2) * 1e9 + noise;
                        case 11 -> noise * Math.pow(10, random.nextInt(-30, 30));
                        case 12 -> odd(random, noise);
                        case 13 -> 0.1 * (t % 7) + 1e-9 * noise;
                        case 14 -> 1e-170 * walk;
                        case 15 -> Math.sin(t * 0.05) + (t > length / 2 ? 1e8 : 0);
                        case 16 -> 0.1 * (t % 7) + 1e-15 * noise;
                        case 17 -> random.nextInt(60) == 0 ? -1e140 : odd(random, noise);
                        default -> throw new IllegalStateException("kind " + kind);
                    };
        }
        return series;
    }

    private static double odd(SplittableRandom random, double noise) {
        return switch (random.nextInt(60)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> 1e200;
            case 4 -> Double.MIN_VALUE;
            default -> noise;
        };
    }
}
