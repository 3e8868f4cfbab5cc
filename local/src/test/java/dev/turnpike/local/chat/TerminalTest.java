package dev.turnpike.local.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.local.cli.Turnpike;
import dev.turnpike.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The client as a person has it before them, keys and all. */
@EnabledIf("dev.turnpike.local.chat.Pty#isPossible")
class TerminalTest {

  private static final String SAY = "POST /api/v1/chatbot/chat/stream";
  private static final String END =
      "data: {\"content\":\"\",\"done\":true,\"turn_id\":\"t1\",\"type\":\"%s\"}\n\n";

  @TempDir private Path folder;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void messagesAreEditedSaidAndRememberedForTheNextTime() throws IOException {
    server.events(SAY, delta("I am **fi") + delta("ne**.\\u001b[31m") + END.formatted("completed"));
    try (Pty chat = chat(Map.of())) {
      chat.awaitText("> ");
      chat.type("It's !1 \"" + Pty.ALT_ENTER + "two" + Pty.ENTER);
      chat.awaitText("I am **fine**.␛[31m");
      chat.awaitText("> ", 2);
      chat.type("three\\" + Pty.ENTER + "four" + Pty.ENTER);
      chat.awaitText("I am **fine**", 2);
      chat.type("/he\t" + Pty.ENTER);
      chat.awaitText("/sessions");
      chat.type(Pty.CTRL_D);
      assertThat(chat.awaitExit()).isZero();
      assertThat(chat.raw()).contains("\033[1mfi").doesNotContain("\033[31m");
    }
    assertThat(said())
        .satisfiesExactly(
            first -> assertThat(first).contains("\"content\":\"It's !1 \\\"\\ntwo\""),
            second -> assertThat(second).contains("\"content\":\"three\\nfour\""));
    assertThat(Files.getPosixFilePermissions(history()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    try (Pty chat = chat(Map.of("NO_COLOR", "1"))) {
      chat.awaitText("> ");
      chat.type(Pty.UP + Pty.UP + " five" + Pty.ENTER);
      chat.awaitText("I am **fine**");
      chat.type("/quit" + Pty.ENTER);
      assertThat(chat.awaitExit()).isZero();
      assertThat(chat.raw()).contains("I am **fine**").doesNotContain("\033[1m");
    }
    assertThat(said()).last().asString().contains("\"content\":\"three\\nfour five\"");
  }

  @Test
  void controlCStopsAnAnswerAndOnlyTheSecondOneInARowLeaves() {
    server.events(SAY, delta("One") + FakeServer.AFTER_CANCEL + END.formatted("cancelled"));
    server.json("POST /api/v1/turns/t1/cancel", 202, "{}");
    try (Pty chat = chat(Map.of())) {
      chat.awaitText("> ");
      chat.type("Count" + Pty.ENTER);
      chat.awaitText("One");
      chat.type("typed ahead" + Pty.CTRL_C);
      chat.awaitText("— cancelled");
      chat.awaitText("> ", 2);
      chat.type(Pty.CTRL_C);
      chat.awaitText("Ctrl-C once more leaves.");
      chat.type("/help" + Pty.ENTER);
      chat.awaitText("/sessions");
      chat.type(Pty.CTRL_C);
      chat.awaitText("Ctrl-C once more leaves.", 2);
      chat.type(Pty.CTRL_C);
      assertThat(chat.awaitExit()).isEqualTo(130);
    }
    assertThat(server.requests()).filteredOn(each -> each.contains("/cancel")).hasSize(1);
  }

  @Test
  void aTerminalThatCanDoNothingWillDo() {
    server.events(SAY, delta("**Fine.**") + END.formatted("completed"));
    try (Pty chat = chat(Map.of("TERM", "dumb"))) {
      chat.awaitText("> ");
      chat.type("Hello" + Pty.ENTER);
      chat.awaitText("**Fine.**");
      chat.type("/quit" + Pty.ENTER);
      assertThat(chat.awaitExit()).isZero();
      assertThat(chat.raw()).doesNotContain("\033[");
    }
  }

  private Pty chat(Map<String, String> environment) {
    return Pty.running(
        ChildJvm.running(Turnpike.class).arguments("chat", "--url", server.url()),
        environment(environment));
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("XDG_CONFIG_HOME", folder.toString());
    return all;
  }

  private Path history() {
    return folder.resolve("turnpike").resolve("chat-history");
  }

  private List<String> said() {
    return server.requests().stream().filter(each -> each.startsWith(SAY)).toList();
  }

  private static String delta(String content) {
    return "data: {\"content\":\"%s\",\"done\":false,\"turn_id\":\"t1\"}\n\n".formatted(content);
  }
}
