package dev.turnpike.ingress.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.HistoryCleared;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.events.ToolCall;
import dev.turnpike.events.ToolResult;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NativeFramesTest {
  private static final UUID TURN = UUID.fromString("0190b0a0-0000-7000-8000-000000000001");
  private static final Cursor CURSOR = new Cursor(2, 77, 0);
  private static final JsonMapper JSON = new JsonMapper();

  private final NativeFrames frames = new NativeFrames(TURN, JSON);

  @Test
  void aToolCallTellsWhatIsAsked() {
    assertData(
        new ToolCall("call_1", "web_search", "{\"query\": \"tea\"}"),
        """
        {"content": "", "done": false, "turn_id": "%s", "type": "tool_call",
         "call_id": "call_1", "name": "web_search", "arguments": "{\\"query\\": \\"tea\\"}"}
        """);
  }

  @Test
  void aToolResultTellsWhetherItWorkedAndHowLongItTook() {
    assertData(
        new ToolResult("call_1", "web_search", "No\nroute", true, 1_250L),
        """
        {"content": "", "done": false, "turn_id": "%s", "type": "tool_result",
         "call_id": "call_1", "name": "web_search", "result": "No\\nroute", "failed": true,
         "duration_ms": 1250}
        """);
  }

  @Test
  void reasoningStandsApartFromTheAnswer() {
    assertData(
        new Delta(4, "Let me think", Channel.REASONING),
        """
        {"content": "", "done": false, "turn_id": "%s", "type": "reasoning", "seq": 4,
         "reasoning": "Let me think"}
        """);
  }

  @Test
  void aTokenTakesAtMost150Bytes() {
    Cursor far = new Cursor(63, 40_000_000_000L, 1_000_000);
    MailboxEvent token = event(new Delta(12_345, " everything", Channel.ANSWER));
    assertThat(frames.of(token, far).length).isLessThanOrEqualTo(150);
  }

  @Test
  void aRestartTellsHowMuchStays() {
    assertData(
        new Restarted(42, "worker lost"),
        """
        {"content": "", "done": false, "turn_id": "%s", "type": "restarted", "attempt": 3,
         "keep_chars": 42, "reason": "worker lost"}
        """);
  }

  @Test
  void aBeginningTellsWhoAnswers() {
    assertData(
        new Started("sim", true),
        """
        {"content": "", "done": false, "turn_id": "%s", "type": "started", "attempt": 3,
         "model": "sim", "simulated": true}
        """);
  }

  @Test
  void whatIsNotForTheStreamIsLeftOut() {
    assertThat(of(new HistoryCleared())).isEmpty();
  }

  @Test
  void aLastWordOfTheNodesOwnHasNoCursor() {
    String frame = text(frames.detached("node_stopping", "It goes on."));
    assertThat(frame).startsWith("data: {").endsWith("}\n\n");
    JsonNode data = JSON.readTree(frame.substring("data: ".length()));
    assertThat(data.path("done").asBoolean(true)).isFalse();
    assertThat(data.path("type").asString()).isEqualTo("detached");
    assertThat(data.at("/error/code").asString()).isEqualTo("node_stopping");
  }

  @Property
  void anyTextStaysOnItsLineAndArrivesAsItWas(@ForAll String random) {
    String text = random + "\u2028\u0085\r\ndata: [DONE]\uD83D";
    String[] lines = text(of(new Delta(7, text, Channel.ANSWER))).split("\\R", -1);
    assertThat(lines).hasSize(4);
    assertThat(lines[0]).isEqualTo("id: " + CURSOR.encode());
    JsonNode data = JSON.readTree(lines[1].substring("data: ".length()));
    assertThat(data.path("content").asString()).isEqualTo(text);
    assertThat(data.path("seq").asInt()).isEqualTo(7);
    assertThat(data.path("done").asBoolean(true)).isFalse();
    assertThat(data.path("turn_id").asString()).isEqualTo(TURN.toString());
  }

  private void assertData(Object body, String expected) {
    String frame = text(of(body));
    String start = "id: " + CURSOR.encode() + "\ndata: ";
    assertThat(frame).startsWith(start).endsWith("\n\n");
    assertThat(JSON.readTree(frame.substring(start.length())))
        .isEqualTo(JSON.readTree(expected.formatted(TURN)));
  }

  private byte[] of(Object body) {
    return frames.of(event(body), CURSOR);
  }

  private static MailboxEvent event(Object body) {
    return new MailboxEvent(
        new ReplyEvent(TURN, 3, Instant.now(), body), CURSOR.mailbox(), CURSOR.offset());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
