package orrery.operations.input;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import orrery.timeline.Refusal;

/// The bundled demand: a month of a web service, made up, so that everything can be tried without
/// any file. Values are in replicas, 0.5 to 38, rounded to thousandths.
///
/// It is the sum of
/// - a level of 11 with a daily season (two harmonics, highest after noon), two thirds of it on
///   the weekend;
/// - a **regime shift**: from two thirds of the time on, the level is a third higher;
/// - a **chaotic stretch** between 35 and 50 hundredths: a Mackey-Glass flow (delay 17; Science
///   197(4300), 1977, doi:10.1126/science.267326) of three replicas rides on the season, one time
///   unit a sample;
/// - **bursts**: one in 1.5 days on average, up to 12 replicas, gone within the hour;
/// - noise of 3 % that remembers half of itself.
///
/// Equal seeds give equal samples. Threads: confined. Allocation: none a sample.
public final class DemandGenerator {
    /// Monday, 2026-01-05T00:00Z.
    public static final long START_NS = 1_767_571_200_000_000_000L;

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int DELAY = 17;
    private static final double LEVEL = 11;
    private static final double SHIFT = 1.33;
    private static final double BURST_MAX = 12;
    private static final double BURSTS_A_DAY = 1 / 1.5;
    private static final double CHAOS = 3;
    private static final double NOISE = 0.03;

    private final RandomGenerator random;
    private final long periodNs;
    private final long length;
    private final double[] flow = new double[DELAY];
    private final double[] season = new double[1441];
    private final double burstDecay;
    private final double burstChance;
    private long index;
    private double flowNow = 1.2;
    private int flowAt;
    private double burst;
    private double noise;

    /// @param seed 0 or more
    /// @param days 1 to 3650
    /// @param periodNs distance of samples, 1 s to 1 d
    /// @throws Refusal OUT_OF_RANGE
    public DemandGenerator(long seed, int days, long periodNs) {
        if (periodNs < 1_000_000_000L || periodNs > DAY_NS) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "the generator's period is " + periodNs + " ns",
                    "use 1s to 1d");
        }
        if (days < 1 || days > 3650) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "the generator's days are " + days, "use 1 to 3650");
        }
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.periodNs = periodNs;
        length = days * DAY_NS / periodNs;
        double hours = (double) periodNs / HOUR_NS;
        burstDecay = StrictMath.exp(-4 * hours);
        burstChance = 1 - StrictMath.exp(-BURSTS_A_DAY * hours / 24);
        for (int i = 0; i < DELAY; i++) {
            flow[i] = 0.5 + random.nextDouble();
        }
        for (int minute = 0; minute < season.length; minute++) {
            double day = minute / 1440.0;
            season[minute] =
                    1
                            - 0.45 * StrictMath.cos(2 * Math.PI * (day - 0.08))
                            - 0.12 * StrictMath.cos(4 * Math.PI * (day - 0.3));
        }
    }

    /// How many samples there are in all.
    public long length() {
        return length;
    }

    public long periodNs() {
        return periodNs;
    }

    /// @return false, and `into` as it was, after the last sample
    public boolean next(Sample into) {
        if (index >= length) {
            return false;
        }
        long timeNs = START_NS + index * periodNs;
        into.set(timeNs, demand(timeNs, (double) index / length), false);
        index++;
        return true;
    }

    private double demand(long timeNs, double share) {
        boolean weekend = (timeNs - START_NS) / DAY_NS % 7 >= 5;
        double level =
                LEVEL
                        * season((timeNs - START_NS) % DAY_NS)
                        * (weekend ? 2 / 3.0 : 1)
                        * (share >= 2 / 3.0 ? SHIFT : 1);
        burst = burst * burstDecay;
        if (random.nextDouble() < burstChance) {
            burst = Math.max(burst, BURST_MAX * (0.4 + 0.6 * random.nextDouble()));
        }
        noise = 0.5 * noise + NOISE * random.nextGaussian();
        double chaos = CHAOS * 2 * (nextOfFlow() - 0.9);
        double riding = share >= 0.35 && share < 0.5 ? chaos : 0;
        double demand = level * (1 + noise) + burst + riding;
        return Math.rint(Math.clamp(demand, 0.5, 38) * 1000) / 1000;
    }

    /// Between the whole minutes of a day on a straight line.
    private double season(long ofDayNs) {
        int minute = (int) (ofDayNs / MINUTE_NS);
        double part = (double) (ofDayNs % MINUTE_NS) / MINUTE_NS;
        return season[minute] + part * (season[minute + 1] - season[minute]);
    }

    /// One time unit of the Mackey-Glass equation in ten steps of Euler's rule, the delayed value
    /// held over the unit.
    private double nextOfFlow() {
        double delayed = flow[flowAt];
        double squared = delayed * delayed;
        double fourth = squared * squared;
        double growth = 0.2 * delayed / (1 + fourth * fourth * squared);
        for (int i = 0; i < 10; i++) {
            flowNow += 0.1 * (growth - 0.1 * flowNow);
        }
        flow[flowAt] = flowNow;
        flowAt = (flowAt + 1) % DELAY;
        return flowNow;
    }
}
