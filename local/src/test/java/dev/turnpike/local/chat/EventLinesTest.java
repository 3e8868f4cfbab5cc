package dev.turnpike.local.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {

  private static final String SAY = "POST /api/v1/chatbot/chat/stream";

  @TempDir private Path folder;
  private final FakeServer server = new FakeServer();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eventsAreLinesAndWhatBreaksOffGoesOn() {
    server.events(
        SAY,
        """
        retry: 10

        id: c0
        data: {"type":"started","turn_id":"t1","content":"","done":false}

        id: c1
        data: {"turn_id":"t1","content":"\\u001b👋\\n","done":false}

        """);
    server.resumes(
        "GET /api/v1/turns/t1/stream",
        "c1",
        "id: c2\ndata: {\"type\":\"failed\",\"turn_id\":\"t1\",\"content\":\"\",\"done\":true,\"error\":{\"message\":\"Away.\"}}\n\n");

    assertThat(print()).isEqualTo(new Ending.Failed("Away."));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "{\"type\":\"session\",\"session_id\":\"s1\"}",
            "{\"type\":\"started\",\"turn_id\":\"t1\",\"content\":\"\",\"done\":false,\"cursor\":\"c0\"}",
            "{\"turn_id\":\"t1\",\"content\":\"\\u001B👋\\n\",\"done\":false,\"cursor\":\"c1\"}",
            "{\"type\":\"failed\",\"turn_id\":\"t1\",\"content\":\"\",\"done\":true,\"error\":{\"message\":\"Away.\"},\"cursor\":\"c2\"}");
  }

  private Ending print() {
    Conversation conversation =
        Visitor.at(server.url(), new Accounts(folder.resolve("chat.json")), "terminal")
            .conversation(null, false);
    return EventLines.print(
        conversation, "Hello", new PrintStream(printed, true, StandardCharsets.UTF_8));
  }
}
