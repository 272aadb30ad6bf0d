package orrery.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.operations.live.LiveRun;
import orrery.timeline.Refusal;

class MetricsServerTest {
    private static final String LOCAL = "127.0.0.1";

    @TempDir private Path folder = Path.of("");

    private static Configuration configuration(int port, String... more) {
        List<String> overrides = new java.util.ArrayList<>(Runs.PLAIN);
        overrides.addAll(List.of("metrics.prometheus=true", "metrics.port=" + port));
        return Runs.configuration(overrides, more);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> ask(String method, int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://" + LOCAL + ":" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Nested
    class Serves {
        @Test
        void theFiguresOfARun() throws Exception {
            int port = freePort();
            Configuration configuration = configuration(port);
            try (MetricsServer server = MetricsServer.of(configuration).orElseThrow()) {
                new LiveRun(configuration, Runs.rules(), folder, false)
                        .run(new ListSource(Runs.demand(40, 1)), server.meters()::observe);
                HttpResponse<String> answer = ask("GET", port, "/metrics");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValue("text/plain; version=0.0.4; charset=utf-8");
                assertThat(answer.body().lines())
                        .contains(
                                "orrery_decisions_total 40.0",
                                "orrery_decisions_denied_total 0.0",
                                "orrery_rule_breaches_total 0.0",
                                "orrery_deadlines_missed_total 0.0",
                                "orrery_stage_latency_seconds_count{stage=\"total\"} 40",
                                "orrery_stage_latency_seconds_count{stage=\"verify\"} 40")
                        .anyMatch(line -> line.startsWith("orrery_decisions_repaired_total "))
                        .anyMatch(line -> line.matches("orrery_demand [0-9.]+"))
                        .anyMatch(line -> line.matches("orrery_capacity_in_force [0-9.]+"))
                        .anyMatch(line -> line.matches("orrery_capacity_chosen [0-9.]+"))
                        .anyMatch(line ->
                                line.startsWith(
                                        "orrery_stage_latency_seconds{stage=\"total\",quantile=\"0.99\"} "));
            }
        }

        @Test
        void nothingElse() throws Exception {
            int port = freePort();
            try (MetricsServer _ = MetricsServer.of(configuration(port)).orElseThrow()) {
                assertThat(ask("GET", port, "/metrics/x").statusCode()).isEqualTo(404);
                assertThat(ask("GET", port, "/").statusCode()).isEqualTo(404);
                assertThat(ask("POST", port, "/metrics").statusCode()).isEqualTo(405);
            }
        }

        @Test
        void nothingWhereItIsNotAskedFor() {
            assertThat(MetricsServer.of(Runs.configuration(Runs.PLAIN)))
                    .isEqualTo(Optional.empty());
        }

        @Test
        void againOnThePortThatWasGivenUp() throws Exception {
            int port = freePort();
            MetricsServer.of(configuration(port)).orElseThrow().close();
            try (MetricsServer _ = MetricsServer.of(configuration(port)).orElseThrow()) {
                assertThat(ask("GET", port, "/metrics").statusCode()).isEqualTo(200);
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void aPortThatIsTakenAtItsPlace() throws IOException {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Refusal refusal =
                        catchThrowableOfType(
                                Refusal.class,
                                () -> MetricsServer.of(configuration(taken.getLocalPort())));
                assertThat(refusal.code()).isEqualTo(Refusal.Code.IN_USE);
                assertThat(refusal.place()).hasValue("--set metrics.port");
                assertThat(refusal.found()).contains(LOCAL + " port " + taken.getLocalPort());
            }
        }

        @Test
        void anAddressThatIsNone() throws IOException {
            Configuration nowhere = configuration(freePort(), "metrics.address=256.1.1.1.invalid");
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> MetricsServer.of(nowhere));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.IO);
            assertThat(refusal.place()).hasValue("--set metrics.address");
        }
    }
}
