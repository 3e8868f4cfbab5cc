package dev.turnpike.agent.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebClientLimitsTest {

  private Site site;

  @BeforeEach
  void start() throws IOException {
    site = new Site();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private WebClient client() {
    return client("largest-page", "10KB");
  }

  private WebClient client(String name, String value) {
    return Web.client(Web.settings("allowed-hosts", "127.0.0.1:" + site.port(), name, value));
  }

  @Test
  void aBodyOfTheLargestSizeIsReadWhole() throws Exception {
    site.page("/", "text/plain", "x".repeat(10 * 1024));
    try (var client = client()) {
      var answer = client.get(site.url("/"), Web.soon());
      assertThat(answer.body()).hasSize(10 * 1024);
      assertThat(answer.cut()).isFalse();
    }
  }

  @Test
  void moreIsCut() throws Exception {
    site.page("/", "text/plain", "x".repeat(10 * 1024 + 1));
    try (var client = client()) {
      var answer = client.get(site.url("/"), Web.soon());
      assertThat(answer.body()).hasSize(10 * 1024);
      assertThat(answer.cut()).isTrue();
    }
  }

  @Test
  void aBodyWithoutEndIsLeftAlone() throws Exception {
    site.page(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          sendForEver(exchange, Duration.ZERO);
        });
    try (var client = client()) {
      assertThat(client.get(site.url("/"), Web.soon()).cut()).isTrue();
    }
  }

  @Test
  void compressedBodiesAreReadAndBombsAreCutInTheirDecompressedSize() throws Exception {
    var bomb = gzip(new byte[200_000_000]);
    site.page("/bomb", exchange -> gzipped(exchange, bomb))
        .page("/small", exchange -> gzipped(exchange, gzip(bytes("small"))));
    try (var client = client()) {
      assertThat(client.get(site.url("/small"), Web.soon()).body()).isEqualTo(bytes("small"));
      var answer = client.get(site.url("/bomb"), Web.soon());
      assertThat(answer.cut()).isTrue();
      assertThat(answer.body()).hasSize(10 * 1024);
    }
  }

  @Test
  void otherCompressionIsRefused() throws Exception {
    site.page(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip, gzip");
          Site.send(exchange, 200, "text/plain", gzip(gzip(bytes("twice"))));
        });
    try (var client = client()) {
      assertThatThrownBy(() -> client.get(site.url("/"), Web.soon()))
          .hasMessageContaining("is compressed in a way that was not asked for");
    }
  }

  @Test
  void brokenCompressionIsTold() throws Exception {
    site.page("/", exchange -> gzipped(exchange, bytes("no gzip at all")));
    try (var client = client()) {
      assertThatThrownBy(() -> client.get(site.url("/"), Web.soon()))
          .isInstanceOf(WebException.class)
          .hasMessageContaining("can't be reached or broke off");
    }
  }

  @Test
  void aSilentServerIsGivenUp() throws Exception {
    var never = new CountDownLatch(1);
    site.page("/", _ -> await(never));
    try (var client = client()) {
      assertThatThrownBy(() -> client.get(site.url("/"), Web.in(Duration.ofMillis(300))))
          .hasMessageContaining("did not answer in time");
    } finally {
      never.countDown();
    }
  }

  @Test
  void aServerThatDripsIsGivenUp() throws Exception {
    site.page(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          sendForEver(exchange, Duration.ofMillis(20));
        });
    var deadline = Web.in(Duration.ofMillis(500));
    try (var client = client()) {
      assertThatThrownBy(() -> client.get(site.url("/"), deadline))
          .hasMessageContaining("did not answer in time");
    }
    assertThat(Instant.now()).isBefore(deadline.plusSeconds(5));
  }

  @Test
  void anInterruptedReaderStopsAtOnce() throws Exception {
    var never = new CountDownLatch(1);
    var asked = new CountDownLatch(1);
    site.page(
        "/",
        _ -> {
          asked.countDown();
          await(never);
        });
    var thrown = new AtomicReference<Throwable>();
    try (var client = client()) {
      var reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.get(site.url("/"), Web.in(Duration.ofMinutes(5)));
                    } catch (Exception e) {
                      thrown.set(e);
                    }
                  });
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      reader.interrupt();
      assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
    } finally {
      never.countDown();
    }
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void redirectsInACircleEnd() throws Exception {
    site.redirect("/", "/");
    try (var client = client("redirects", "3")) {
      assertThatThrownBy(() -> client.get(site.url("/"), Web.soon()))
          .hasMessage(site.url("/") + " redirects more than 3 times.");
    }
    assertThat(site.asked()).hasSize(4);
  }

  @Test
  void theClientSaysWhoItIsAndSendsNothingElse() throws Exception {
    var headers = new AtomicReference<String>();
    site.page(
        "/",
        exchange -> {
          headers.set(exchange.getRequestHeaders().toString());
          exchange.getResponseHeaders().set("Set-Cookie", "a=b");
          Site.send(exchange, 200, "text/plain", "x");
        });
    try (var client = client("user-agent", "Test/1")) {
      client.get(site.url("/"), Web.soon());
      client.get(site.url("/"), Web.soon());
    }
    assertThat(headers.get()).contains("Test/1").doesNotContainIgnoringCase("cookie");
  }

  @Test
  void noTimeLeftIsSaidBeforeAnythingIsAsked() throws Exception {
    try (var client = client()) {
      assertThatThrownBy(() -> client.get(site.url("/"), Instant.now()))
          .hasMessageContaining("There was no time left");
    }
    assertThat(site.asked()).isEmpty();
  }

  private static void gzipped(HttpExchange exchange, byte[] content) throws IOException {
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    Site.send(exchange, 200, "text/plain", content);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Until the client goes. */
  private static void sendForEver(HttpExchange exchange, Duration pause) throws IOException {
    var never = new CountDownLatch(1);
    try {
      do {
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
      } while (!never.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
