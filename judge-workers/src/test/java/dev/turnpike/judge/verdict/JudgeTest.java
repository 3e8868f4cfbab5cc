package dev.turnpike.judge.verdict;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.models.ModelProperties;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.models.UnusableAnswerException;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JudgeTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Rubric RUBRIC = new Rubric("tone", "0123456789ab", "Judge the tone.");

  private HttpServer provider;
  private Models models;
  private volatile String verdict = "";

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/",
        exchange -> {
          var message = Map.of("role", "assistant", "content", verdict);
          var choice = Map.of("index", 0, "finish_reason", "stop", "message", message);
          var body = JSON.writeValueAsString(Map.of("choices", new Object[] {choice}));
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    provider.start();
    var timeout = Duration.ofSeconds(5);
    var url = URI.create("http://127.0.0.1:%d/v1".formatted(provider.getAddress().getPort()));
    models =
        new Models(
            new ModelProperties(url, "", "a-model", false, timeout, timeout, timeout, Map.of()),
            new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    models.close();
    provider.stop(0);
  }

  @Test
  void scoreAndReasoningAreRead() throws Exception {
    verdict = "{\"reasoning\": \" Polite\\u0000. \", \"score\": 1}";

    assertThat(judge().score()).isEqualTo(1.0);
    assertThat(judge().reasoning()).isEqualTo("Polite.");
    assertThat(judge().usage().getEstimated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reasoning\": \"x\"}",
        "{\"reasoning\": \"x\", \"score\": 1.01}",
        "{\"reasoning\": \"x\", \"score\": -0.01}",
        "{\"reasoning\": \"x\", \"score\": \"0.5\"}",
        "{\"reasoning\": \"x\", \"score\": null}",
        "{\"score\": 0.5}",
        "{\"reasoning\": 7, \"score\": 0.5}",
        "[]",
        "0.5"
      })
  void anythingElseIsNoVerdict(String answer) {
    verdict = answer;

    assertThatThrownBy(this::judge).isInstanceOf(UnusableAnswerException.class);
  }

  private Verdict judge() throws InterruptedException {
    var judge = new Judge(new StructuredModel(models, 1), "a-model", false);
    return judge.judge(Turns.of("ada", user("Hello")), RUBRIC);
  }
}
