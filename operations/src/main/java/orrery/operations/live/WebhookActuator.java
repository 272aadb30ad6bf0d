package orrery.operations.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import orrery.agent.act.Actuator;
import orrery.timeline.Refusal;

/// Commands by an HTTP POST of `{"decision":17,"capacity":12}`. An answer of 200 to 299
/// acknowledges the command; any other, or none within five seconds, is a failure.
public final class WebhookActuator implements Actuator, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final UnderWay underWay = new UnderWay();
    private final URI address;

    private WebhookActuator(URI address) {
        this.address = address;
    }

    /// @param address `http` or `https`
    /// @throws Refusal SYNTAX if it is no such address
    public static WebhookActuator posting(String address) {
        try {
            URI uri = URI.create(address);
            String scheme = uri.getScheme();
            if (uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
                return new WebhookActuator(uri);
            }
        } catch (IllegalArgumentException e) {
            // Refused below, with the same words.
        }
        throw new Refusal(
                Refusal.Code.SYNTAX,
                "'" + address + "' is no web address",
                "set lean-agentic.actuator_target to http://host/path or https://host/path");
    }

    @Override
    public boolean command(long decision, int capacity) {
        if (!underWay.begin()) {
            return false;
        }
        String body = UnderWay.text(decision, capacity);
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var _ =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .whenComplete((response, trouble) -> {
                            boolean done = trouble == null && response.statusCode() / 100 == 2;
                            underWay.settle(decision, capacity, done);
                        });
        return true;
    }

    @Override
    public void poll(Acknowledgements into) {
        underWay.poll(into);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
