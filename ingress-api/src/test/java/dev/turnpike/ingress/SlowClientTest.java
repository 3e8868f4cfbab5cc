package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not read: what they get, and what they cost. */
class SlowClientTest {
  private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");
  private static final String PIECE = "x".repeat(8_000);
  private static final int PIECES = 900;

  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static volatile CountDownLatch told = new CountDownLatch(1);

  private Visitor visitor;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of("server.jetty.connection-idle-timeout", "4s"));
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(), ingress.database(), SlowClientTest::play);
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @BeforeEach
  void visit() {
    visitor = ingress.client().visitor();
    told = new CountDownLatch(1);
  }

  private static void play(FakeWorker.Stage stage) {
    if (!stage.text().equals("slow")) {
      stage.answer("quick");
      return;
    }
    stage.started();
    IntStream.range(0, PIECES).forEach(i -> stage.delta(1, i, i + "," + PIECE));
    stage.completed(1);
    told.countDown();
  }

  @Test
  void whoReadsLateGetsAllOfIt() throws Exception {
    try (Socket slow = RawClient.stream(ingress, visitor.sessionToken(), "slow")) {
      told.await();
      try (SseReader stream =
          ingress.client().stream(visitor.sessionToken(), ApiClient.message("hello"))) {
        assertThat(stream.rest()).hasSize(3); // It harms nobody else.
      }
      String text = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(content(text))
          .isEqualTo(
              IntStream.range(0, PIECES)
                  .mapToObj(i -> i + "," + PIECE)
                  .collect(Collectors.joining()));
      assertThat(text).contains("\"type\":\"completed\"");
    }
  }

  @Test
  void whoNeverReadsIsLetGo() throws Exception {
    try (Socket slow = RawClient.stream(ingress, visitor.sessionToken(), "slow")) {
      told.await();
      assertThat(openReplies()).isEqualTo(1);
      await().atMost(Duration.ofSeconds(20)).until(() -> openReplies() == 0);
      assertThat(slow.isClosed()).isFalse();
    }
  }

  /** Without what chunks of HTTP add between frames. */
  private static String content(String text) {
    return CONTENT
        .matcher(text.replaceAll("\r\n[0-9A-Fa-f]+\r\n", ""))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.joining());
  }

  private static double openReplies() {
    return ingress.bean(MeterRegistry.class).get("turnpike.streams.open").gauge().value();
  }
}
