package dev.turnpike.observing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;

/** What makes a running system show all that it measures: use, failures and nonsense. */
final class Traffic {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  Traffic(String url) {
    this.url = url + "/api/v1";
  }

  /** A conversation with memories, tools, a failing model and a tool that is not there. */
  void talk() {
    String user = token("/auth/register", "", account());
    String session = token("/auth/session", user, "{}");
    for (String text :
        List.of(
            "My name is Ada and I live in Paris.",
            "What time is it in Paris?",
            "Where do I live?",
            "What is my name?")) {
      assertThat(say(session, text, "sim")).contains("\"type\":\"completed\"");
    }
    assertThat(say(session, "Hello", "sim:fault=400")).contains("\"type\":\"failed\"");
    assertThat(
            say(session, "Hello", "sim:fault=429,retry-after=0,times=1,key=" + UUID.randomUUID()))
        .contains("\"type\":\"completed\"");
    busy(user);
    send("/turns/" + UUID.randomUUID(), user, "");
    send("/no/such/route/" + UUID.randomUUID(), user, "");
  }

  /** A question that finds its session busy. */
  private void busy(String user) {
    String session = token("/auth/session", user, "{}");
    Thread slow = Thread.ofVirtual().start(() -> say(session, "Hello", "sim:ttft=3000"));
    String refused = "";
    while (slow.isAlive() && !refused.contains("session_busy")) {
      refused =
          send(
              "/chatbot/chat",
              session,
              "{\"on_busy\":\"reject\",\"model\":\"sim\",\"messages\":[{\"role\":\"user\","
                  + "\"content\":\"And?\"}]}");
    }
    assertThat(refused).contains("session_busy");
  }

  /** Bytes that are no record of ours. */
  static void nonsense(String bootstrapServers, String... topics) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String topic : topics) {
        var _ = producer.send(new ProducerRecord<>(topic, new byte[1], new byte[] {7, 7})).get();
      }
    }
  }

  /** Asks and reads the stream to its end. */
  String say(String session, String text, String model) {
    return send(
        "/chatbot/chat/stream",
        session,
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(model, text));
  }

  private String token(String path, String token, String body) {
    return JSON.readTree(send(path, token, body)).at("/token/access_token").asString();
  }

  private static String account() {
    return "{\"email\":\"%s@example.org\",\"password\":\"Passw0rd!\"}".formatted(UUID.randomUUID());
  }

  private String send(String path, String token, String body) {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
    return text(request.build());
  }

  static String get(HttpClient http, URI address) {
    return text(http, HttpRequest.newBuilder(address).timeout(PATIENCE).build());
  }

  private String text(HttpRequest request) {
    return text(http, request);
  }

  private static String text(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
