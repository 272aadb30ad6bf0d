package orrery.compare.search;

import orrery.compare.TemporalCompare;

/// Runs both searches and prints what they found: in a JVM of its own, without the Vector API.
public final class PlainProgram {
    private PlainProgram() {}

    public static void main(String[] args) {
        System.out.println(TemporalCompare.kernels());
        System.out.println(digest());
    }

    static String digest() {
        AnalogueSettings settings = new AnalogueSettings(300, 8, 5, true);
        AnalogueSearch level = AnalogueSearch.euclidean(settings);
        AnalogueSearch shape = AnalogueSearch.zNormalised(settings);
        long digest = 0;
        for (double sample : Streams.of(1, 1000, 42)) {
            digest = 31 * digest + found(level, sample);
            digest = 31 * digest + found(shape, sample);
        }
        return "digest " + digest;
    }

    private static long found(AnalogueSearch search, double sample) {
        search.add(sample);
        long digest = search.search();
        for (int i = 0; i < search.count(); i++) {
            digest = 31 * digest + search.age(i);
            digest = 31 * digest + Double.doubleToLongBits(search.distance(i));
        }
        return digest;
    }
}
