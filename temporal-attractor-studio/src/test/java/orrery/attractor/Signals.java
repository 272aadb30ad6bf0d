package orrery.attractor;

import java.util.SplittableRandom;

/// Series with known dynamics, from a seed.
public final class Signals {
    private Signals() {}

    public static double[] logistic(double r, long seed, int n) {
        double x = 0.1 + 0.8 * new SplittableRandom(seed).nextDouble();
        double[] out = new double[n];
        for (int i = -500; i < n; i++) {
            x = r * x * (1 - x);
            if (i >= 0) {
                out[i] = x;
            }
        }
        return out;
    }

    /// Henon's map, a = 1.4, b = 0.3.
    public static double[] henon(long seed, int n) {
        double x = 0.1 * new SplittableRandom(seed).nextDouble();
        double y = 0.1;
        double[] out = new double[n];
        for (int i = -500; i < n; i++) {
            double next = 1 - 1.4 * x * x + y;
            y = 0.3 * x;
            x = next;
            if (i >= 0) {
                out[i] = x;
            }
        }
        return out;
    }

    /// x of Lorenz's system (10, 28, 8/3) by RK4, a sample every `stride` steps of 0.005.
    public static double[] lorenz(long seed, int n, int stride) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] state = {1 + random.nextDouble(), 1 + random.nextDouble(), 20};
        double[] out = new double[n];
        for (int k = 0; k < 6_000; k++) {
            lorenzStep(state, 0.005);
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < stride; k++) {
                lorenzStep(state, 0.005);
            }
            out[i] = state[0];
        }
        return out;
    }

    private static void lorenzStep(double[] s, double h) {
        double[] k1 = lorenzField(s[0], s[1], s[2]);
        double[] k2 = moved(s, k1, h / 2);
        double[] k3 = moved(s, k2, h / 2);
        double[] k4 = moved(s, k3, h);
        for (int j = 0; j < 3; j++) {
            s[j] += h / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
        }
    }

    private static double[] moved(double[] s, double[] k, double h) {
        return lorenzField(s[0] + h * k[0], s[1] + h * k[1], s[2] + h * k[2]);
    }

    private static double[] lorenzField(double x, double y, double z) {
        return new double[] {10 * (y - x), x * (28 - z) - y, x * y - 8.0 / 3.0 * z};
    }

    public static double[] noise(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = random.nextGaussian();
        }
        return out;
    }

    /// x(t) = a x(t - 1) + b x(t - 2) + noise, after 2,000 steps.
    public static double[] autoregressive(double a, double b, long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double x = 0;
        double before = 0;
        double[] out = new double[n];
        for (int i = -2_000; i < n; i++) {
            double next = a * x + b * before + random.nextGaussian();
            before = x;
            x = next;
            if (i >= 0) {
                out[i] = x;
            }
        }
        return out;
    }

    /// An oscillation of the given period whose phase wanders.
    public static double[] noisyOscillation(double radius, double period, long seed, int n) {
        double a = 2 * radius * Math.cos(2 * Math.PI / period);
        return autoregressive(a, -radius * radius, seed, n);
    }

    public static double[] walk(long seed, int n) {
        double[] out = noise(seed, n);
        for (int i = 1; i < n; i++) {
            out[i] += out[i - 1];
        }
        return out;
    }

    public static double[] sine(double period, double phase, int n) {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = Math.sin(2 * Math.PI * i / period + phase);
        }
        return out;
    }

    /// Two or more lines whose frequencies have no common base.
    public static double[] torus(int lines, long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] out = new double[n];
        for (int k = 0; k < lines; k++) {
            double size = 0.4 + 0.6 * random.nextDouble();
            double period = 1 / (0.01 + 0.1 * random.nextDouble());
            double[] line = sine(period, 6 * random.nextDouble(), n);
            for (int i = 0; i < n; i++) {
                out[i] += size * line[i];
            }
        }
        return out;
    }

    /// A profile of random levels, repeated.
    public static double[] season(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] profile = new double[12 + random.nextInt(48)];
        for (int k = 0; k < profile.length; k++) {
            profile[k] = random.nextGaussian();
        }
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = profile[i % profile.length];
        }
        return out;
    }

    /// The series standardised, with noise of the given standard deviation.
    public static double[] withNoise(double[] series, double size, long seed) {
        double mean = 0;
        for (double v : series) {
            mean += v / series.length;
        }
        double square = 0;
        for (double v : series) {
            square += (v - mean) * (v - mean) / series.length;
        }
        SplittableRandom random = new SplittableRandom(seed ^ 0x5eedL);
        double[] out = new double[series.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (series[i] - mean) / Math.sqrt(square) + size * random.nextGaussian();
        }
        return out;
    }
}
