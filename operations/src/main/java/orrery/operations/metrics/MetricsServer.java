package orrery.operations.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import orrery.operations.configuration.Configuration;
import orrery.operations.configuration.MetricsSettings;
import orrery.timeline.Refusal;

/// Serves the figures of a live run at `/metrics`, on a thread of its own. It listens where
/// `[metrics]` says: on this machine alone, unless told otherwise, since it asks nobody who they
/// are.
public final class MetricsServer implements AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int WAITING_MAX = 16;

    private final DecisionMeters meters;
    private final HttpServer server;
    private final ExecutorService thread;

    private MetricsServer(DecisionMeters meters, HttpServer server) {
        this.meters = meters;
        this.server = server;
        thread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("metrics").factory());
        server.setExecutor(thread);
        server.createContext("/metrics", this::answer);
        server.start();
    }

    /// Begins to serve, where the configuration asks for it.
    ///
    /// @return empty where it does not
    /// @throws Refusal IN_USE if the port is taken, IO if the address cannot be listened on; at the
    ///     place of the key
    public static Optional<MetricsServer> of(Configuration configuration) {
        MetricsSettings settings = configuration.metrics();
        if (!settings.prometheus()) {
            return Optional.empty();
        }
        String where = settings.address() + " port " + settings.port();
        try {
            InetSocketAddress address = new InetSocketAddress(settings.address(), settings.port());
            if (address.isUnresolved()) {
                throw new IOException("the address is not known");
            }
            HttpServer server = HttpServer.create(address, WAITING_MAX);
            return Optional.of(new MetricsServer(new DecisionMeters(), server));
        } catch (BindException e) {
            throw new Refusal(
                            Refusal.Code.IN_USE,
                            "metrics cannot listen on " + where + ": " + e.getMessage(),
                            "set metrics.port to one that is free, or metrics.prometheus to false")
                    .at(configuration.places().of("metrics.port"));
        } catch (IOException e) {
            throw new Refusal(
                            Refusal.Code.IO,
                            "metrics cannot listen on " + where + ": " + e.getMessage(),
                            "set metrics.address to one of this machine")
                    .at(configuration.places().of("metrics.address"));
        }
    }

    /// What is served.
    public DecisionMeters meters() {
        return meters;
    }

    /// Ends serving at once.
    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!"/metrics".equals(exchange.getRequestURI().getPath())) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] text = meters.text().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TEXT);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }
}
