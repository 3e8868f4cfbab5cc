package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.bench.load.LoginStorm.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginStormTest {
  private static final Credentials ADA = new Credentials("ada@example.org", "Pass&w0rd!");

  private final AtomicInteger asked = new AtomicInteger();
  private final Queue<String> forms = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  LoginStormTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whoIsToldToComeBackDoesAndIsIn() throws InterruptedException {
    answer(2, 503, 200);
    LoginStorm storm = storm();
    LoginStorm.Outcome outcome = storm.run(List.of(ADA, ADA, ADA));

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.refusals()).isEqualTo(2);
    assertThat(outcome.seconds()).hasSize(3).isSorted();
    assertThat(outcome.seconds().get(1)).as("came back after Retry-After").isGreaterThan(1);
    assertThat(outcome.lengthSeconds()).isGreaterThan(1);
    assertThat(storm.done()).isEqualTo(3);
    assertThat(forms)
        .hasSize(5)
        .containsOnly("grant_type=password&username=ada%40example.org&password=Pass%26w0rd%21");
  }

  @Test
  void anyOtherAnswerIsAFailure() throws InterruptedException {
    answer(0, 503, 401);
    assertThat(storm().run(List.of(ADA)).failures()).containsEntry("status 401", 1);
    assertThat(ADA.toString()).doesNotContain(ADA.password());
  }

  private LoginStorm storm() {
    return new LoginStorm(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  /** The first ones are refused. */
  private void answer(int refused, int refusal, int status) {
    server.createContext(
        "/api/v1/auth/login",
        exchange -> {
          forms.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
          boolean busy = asked.incrementAndGet() <= refused;
          if (busy) {
            exchange.getResponseHeaders().add("Retry-After", "1");
          }
          exchange.sendResponseHeaders(busy ? refusal : status, -1);
          exchange.close();
        });
    server.start();
  }
}
