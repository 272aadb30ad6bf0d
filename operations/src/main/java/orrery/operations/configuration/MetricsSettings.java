package orrery.operations.configuration;

import java.util.List;

/// `[metrics]`: figures for a monitoring system.
///
/// @param prometheus whether a live run serves its figures in the format of Prometheus
/// @param address the address it listens on
/// @param port the port it listens on
public record MetricsSettings(boolean prometheus, String address, int port) {
    static final Key<Boolean> PROMETHEUS =
            Key.of("metrics.prometheus", Shape.flag(), false).describingTheSource();
    static final Key<String> ADDRESS =
            Key.of("metrics.address", Shape.text(), "127.0.0.1").describingTheSource();
    static final Key<Integer> PORT =
            Key.of("metrics.port", Shape.count(1, 65_535), 9464).describingTheSource();

    static final List<Key<?>> KEYS = List.of(PROMETHEUS, ADDRESS, PORT);

    public MetricsSettings {
        ADDRESS.check(address);
        PORT.check(port);
    }

    static MetricsSettings from(Entries entries) {
        return new MetricsSettings(
                entries.take(PROMETHEUS), entries.take(ADDRESS), entries.take(PORT));
    }

    void print(Printed out) {
        out.put(PROMETHEUS, prometheus).put(ADDRESS, address).put(PORT, port);
    }
}
