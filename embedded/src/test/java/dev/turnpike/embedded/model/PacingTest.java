package dev.turnpike.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * When tokens come: never early, late only as a busy machine makes it, and no client for another.
 */
class PacingTest {
  private static SimulatedModel model;
  private static ModelClient client;

  @BeforeAll
  static void start() {
    model = SimulatedModel.start(SimulatedModelSettings.instant());
    client = new ModelClient(model);
  }

  @AfterAll
  static void stop() {
    client.close();
    model.close();
  }

  @Test
  void noTokenIsEarly() throws Exception {
    List<Duration> arrivals = arrivals("sim:ttft=200,gap=60,tokens=6");

    assertThat(arrivals).hasSize(6);
    for (int i = 0; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i)).isGreaterThanOrEqualTo(Duration.ofMillis(200 + 60L * i));
    }
  }

  @Test
  void tokensComeOneByOne() throws Exception {
    List<Duration> arrivals = arrivals("sim:ttft=0,gap=100,tokens=6");

    assertThat(arrivals.getFirst()).isLessThan(arrivals.getLast().minusMillis(200));
  }

  @Test
  void aWholeAnswerTakesAsLongAsItsStream() throws Exception {
    long begun = System.nanoTime();
    client.post(ModelClient.ask("sim:ttft=100,gap=50,tokens=5", "Hello"));

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100 + 4 * 50));
  }

  @Test
  void aClientThatDoesNotReadHoldsUpNobody() throws Exception {
    String name = "sim:text=lorem,tokens=50000";
    try (SocketChannel stalled = openWithoutReading(ModelClient.stream(name, "Hello"))) {
      Awaitility.await().until(() -> model.openAnswers() == 1);
      assertThat(client.post(ModelClient.stream("sim", "Hello")).body()).endsWith("[DONE]\n\n");
      Awaitility.await().until(() -> model.openAnswers() == 1);

      String all = readToEnd(stalled);

      assertThat(all).contains("data: [DONE]");
      assertThat(all.split("\"delta\":\\{\"content\"", -1)).hasSize(50_001);
    }
    Awaitility.await().until(() -> model.openAnswers() == 0);
  }

  @Test
  void aClientThatLeavesIsForgotten() throws Exception {
    String body = ModelClient.stream("sim:ttft=0,gap=20,tokens=10000", "Hello");
    InputStream stream =
        client.http().send(client.request(body), BodyHandlers.ofInputStream()).body();
    assertThat(stream.read()).isEqualTo('d');
    Awaitility.await().until(() -> model.openAnswers() == 1);

    stream.close();

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> model.openAnswers() == 0);
  }

  private static List<Duration> arrivals(String name) throws Exception {
    long begun = System.nanoTime();
    var request = client.request(ModelClient.stream(name, "Hello"));
    InputStream stream = client.http().send(request, BodyHandlers.ofInputStream()).body();
    List<Duration> arrivals = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"delta\":{\"content\"")) {
          arrivals.add(Duration.ofNanos(System.nanoTime() - begun));
        }
      }
    }
    return arrivals;
  }

  private static SocketChannel openWithoutReading(String body) throws Exception {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), model.port()));
    String request =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
    return channel;
  }

  private static String readToEnd(SocketChannel channel) throws Exception {
    StringBuilder all = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    while (channel.read(buffer.clear()) >= 0) {
      all.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
    }
    return all.toString();
  }
}
