package orrery.benchmarks;

/// What the measured JVM is started with: the flags of the launcher that decide speed.
final class Flags {
    static final String VECTORS = "--add-modules=jdk.incubator.vector";
    static final String COLLECTOR = "-XX:+UseSerialGC";
    static final String HEADERS = "-XX:+UseCompactObjectHeaders";
    static final String HEAP = "-Xmx1g";

    private Flags() {}
}
