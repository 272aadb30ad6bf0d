package orrery.operations.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.agent.act.Actuator;
import orrery.operations.Runs;
import orrery.testkit.FaultyStorage;
import orrery.timeline.Refusal;

class ActuatorsTest {
    private static final long PATIENCE_NS = 20_000_000_000L;

    /// What became of commands, as text.
    private static final class News implements Actuator.Acknowledgements {
        private final List<String> told = new ArrayList<>();

        @Override
        public void acknowledged(long decision, int capacity) {
            told.add(decision + " is " + capacity);
        }

        @Override
        public void failed(long decision) {
            told.add(decision + " failed");
        }
    }

    private static List<String> news(Actuator actuator, int wanted) {
        News news = new News();
        long until = System.nanoTime() + PATIENCE_NS;
        while (news.told.size() < wanted && System.nanoTime() < until) {
            actuator.poll(news);
            Thread.onSpinWait();
        }
        Collections.sort(news.told);
        return news.told;
    }

    @Nested
    class TheFile {
        @TempDir private Path folder = Path.of("");

        @Test
        void holdsTheLastCommandAndAcknowledgesItOnce() {
            Path file = folder.resolve("deep/capacity.json");
            try (FileActuator actuator = FileActuator.writing(file)) {
                assertThat(news(actuator, 0)).isEmpty();
                assertThat(actuator.command(3, 12)).isTrue();
                assertThat(news(actuator, 1)).containsExactly("3 is 12");
                assertThat(Runs.read(file)).isEqualTo("{\"decision\":3,\"capacity\":12}\n");
                assertThat(actuator.command(4, 11)).isTrue();
                assertThat(actuator.command(5, 9)).isTrue();
                assertThat(news(actuator, 2)).containsExactly("4 is 11", "5 is 9");
                assertThat(Runs.read(file)).isEqualTo("{\"decision\":5,\"capacity\":9}\n");
                News later = new News();
                actuator.poll(later);
                assertThat(later.told).isEmpty();
            }
            assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
        }

        @Test
        void isWholeWhateverFails() {
            for (int k = 1; k < 12; k++) {
                FaultyStorage storage = FaultyStorage.seeded(k);
                FileActuator actuator =
                        new FileActuator(storage, "capacity.json", Runnable::run, () -> {});
                assertThat(actuator.command(1, 5)).isTrue();
                assertThat(news(actuator, 1)).containsExactly("1 is 5");
                storage.failOperation(k);
                assertThat(actuator.command(2, 6)).isTrue();
                storage.failOperation(0);
                boolean taken = news(actuator, 1).getFirst().equals("2 is 6");
                String text = new String(storage.content("capacity.json"), StandardCharsets.UTF_8);
                int capacity = taken ? 6 : 5;
                assertThat(text)
                        .as("operation %d", k)
                        .isEqualTo("{\"decision\":%d,\"capacity\":%d}\n", capacity - 4, capacity);
                assertThat(actuator.command(3, 7)).isTrue();
            }
        }

        @Test
        void takesNoMoreThanCanBeUnderWay() {
            List<Runnable> waiting = new ArrayList<>();
            FileActuator actuator =
                    new FileActuator(
                            FaultyStorage.seeded(1), "capacity.json", waiting::add, () -> {});
            for (int i = 0; i < 16; i++) {
                assertThat(actuator.command(i, i)).isTrue();
            }
            assertThat(actuator.command(16, 16)).isFalse();
            waiting.getFirst().run();
            assertThat(news(actuator, 1)).containsExactly("0 is 0");
            assertThat(actuator.command(17, 17)).isTrue();
        }

        @Test
        void isRefusedWithoutAName() {
            assertThatThrownBy(() -> FileActuator.writing(Path.of("/")))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Nested
    class TheWebhook {
        /// A server on this machine that answers with a status.
        private record Server(HttpServer server, ExecutorService threads, List<String> bodies)
                implements AutoCloseable {
            static Server answering(int status, CountDownLatch release) throws IOException {
                HttpServer server =
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                List<String> bodies = Collections.synchronizedList(new ArrayList<>());
                ExecutorService threads = Executors.newCachedThreadPool();
                server.setExecutor(threads);
                server.createContext(
                        "/scale",
                        exchange -> {
                            byte[] body = exchange.getRequestBody().readAllBytes();
                            bodies.add(new String(body, StandardCharsets.UTF_8));
                            try {
                                release.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            exchange.sendResponseHeaders(status, -1);
                            exchange.close();
                        });
                server.start();
                return new Server(server, threads, bodies);
            }

            String address() {
                return "http://127.0.0.1:" + server.getAddress().getPort() + "/scale";
            }

            @Override
            public void close() {
                server.stop(0);
                threads.shutdownNow();
            }
        }

        private void answers(int status, String outcome) throws IOException {
            try (Server server = Server.answering(status, new CountDownLatch(0));
                    WebhookActuator actuator = WebhookActuator.posting(server.address())) {
                assertThat(actuator.command(17, 12)).isTrue();
                assertThat(news(actuator, 1)).containsExactly(outcome);
                assertThat(server.bodies()).containsExactly("{\"decision\":17,\"capacity\":12}");
            }
        }

        @Test
        void acknowledgesWhatIsAnsweredWith2xx() throws IOException {
            answers(200, "17 is 12");
            answers(204, "17 is 12");
        }

        @Test
        void failsWithAnyOtherAnswer() throws IOException {
            answers(500, "17 failed");
            answers(302, "17 failed");
            answers(404, "17 failed");
        }

        @Test
        void failsWhereNobodyListens() throws IOException {
            String address;
            try (Server server = Server.answering(200, new CountDownLatch(0))) {
                address = server.address();
            }
            try (WebhookActuator actuator = WebhookActuator.posting(address)) {
                assertThat(actuator.command(1, 2)).isTrue();
                assertThat(news(actuator, 1)).containsExactly("1 failed");
            }
        }

        @Test
        void takesSixteenUnderWayAndNoMore() throws IOException {
            CountDownLatch release = new CountDownLatch(1);
            try (Server server = Server.answering(200, release);
                    WebhookActuator actuator = WebhookActuator.posting(server.address())) {
                for (int i = 0; i < 16; i++) {
                    assertThat(actuator.command(i, i)).isTrue();
                }
                assertThat(actuator.command(16, 16)).isFalse();
                release.countDown();
                assertThat(news(actuator, 16)).hasSize(16).noneMatch(n -> n.contains("failed"));
                assertThat(actuator.command(17, 17)).isTrue();
                assertThat(news(actuator, 1)).containsExactly("17 is 17");
            }
        }

        @Test
        void isRefusedForWhatIsNoWebAddress() {
            for (String address : List.of("", "file:///x", "http://", "http:// /", "localhost:1")) {
                assertThatThrownBy(() -> WebhookActuator.posting(address))
                        .as(address)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                r -> assertThat(r.code()).isEqualTo(Refusal.Code.SYNTAX));
            }
        }
    }
}
