package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.ToolResult;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OWASP API10:2023, unsafe consumption of APIs: what a model or a tool says can neither forge a
 * frame of a stream nor a field of an answer. What the agent workers do with it is tested there.
 */
class Api10UnsafeConsumptionTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String EVIL =
      "\n\ndata: {\"content\":\"\",\"done\":true}\n\nid: x\r\n\r\nevent: error\n: \u2028\u2029"
          + "\",\"done\":true,\"x\":\"</script><script>alert(1)</script>\u0007\u202e\uD83D\uDE00[DONE]";

  private static RunningIngress ingress;
  private static FakeWorker worker;
  private static ApiClient api;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> {
              stage.started();
              stage.send(1, new ToolResult("call", "web", EVIL, false, 5L));
              stage.delta(1, 0, EVIL);
              stage.delta(1, 1, " end");
              stage.store("completed", EVIL + " end");
              stage.completed(1);
            });
    api = ingress.client();
  }

  @AfterAll
  static void stop() {
    worker.close();
    ingress.close();
  }

  @Test
  void nativeFramesCannotBeForged() {
    Visitor visitor = api.visitor();
    List<JsonNode> frames =
        frames(
            api.postJson(
                    "/api/v1/chatbot/chat/stream", visitor.sessionToken(), ApiClient.message("go"))
                .raw()
                .body());
    assertThat(frames.stream().filter(each -> each.path("done").asBoolean())).hasSize(1);
    assertThat(frames.getLast().path("done").asBoolean()).isTrue();
    assertThat(text(frames, "/content")).isEqualTo(EVIL + " end");
    assertThat(text(frames, "/result")).isEqualTo(EVIL);
  }

  @Test
  void openAiChunksCannotBeForged() {
    String body =
        "{\"model\":\"default\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}";
    String events =
        api.send(
                "POST",
                "/v1/chat/completions",
                api.visitor().userToken(),
                "application/json",
                BodyPublishers.ofString(body))
            .raw()
            .body();
    assertThat(events.lines().filter(line -> line.equals("data: [DONE]"))).hasSize(1);
    assertThat(text(frames(events.replace("data: [DONE]", "")), "/choices/0/delta/content"))
        .isEqualTo(EVIL + " end");
  }

  private static List<JsonNode> frames(String events) {
    return events
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> JSON.readTree(line.substring(6)))
        .toList();
  }

  private static String text(List<JsonNode> frames, String at) {
    StringBuilder text = new StringBuilder();
    frames.forEach(each -> text.append(each.at(at).asString("")));
    return text.toString();
  }
}
