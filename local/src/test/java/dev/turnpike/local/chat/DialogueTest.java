package dev.turnpike.local.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.local.chat.prompt.Lines;
import dev.turnpike.operations.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialogueTest {

  private static final String SAY = "POST /api/v1/chatbot/chat/stream";
  private static final String SESSIONS = "GET /api/v1/auth/sessions";
  private static final String TURNS = "GET /api/v1/auth/session/s1/turns";

  /** What a person types, line by line; then they leave. */
  private static final class Script implements Lines {
    private final Deque<String> lines;

    Script(String... lines) {
      this.lines = new ArrayDeque<>(List.of(lines));
    }

    @Override
    public Optional<String> next(String prompt) {
      return Optional.ofNullable(lines.poll());
    }

    @Override
    public Hush hush() {
      return () -> {};
    }
  }

  @TempDir private Path folder;
  private final FakeServer server = new FakeServer();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void answer() {
    server.events(SAY, answered("Fine."));
    server.json(
        SESSIONS,
        200,
        "[{\"session_id\":\"s1\",\"name\":\"\",\"token\":{\"access_token\":\"t\"}},{\"session_id\":\"s2\",\"name\":\"Tra\\u001bvel\",\"token\":{\"access_token\":\"t\"}}]");
    server.json(TURNS, 200, turns("completed"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void linesAreSaidAndCommandsAreNot() {
    assertThat(talk("", "How are you?", "//etc", "/help", "/quit", "never")).isZero();

    assertThat(printed())
        .contains("Session s1.", "Fine.\n— sim", "/retry", "ask the last question again");
    assertThat(said())
        .hasSize(2)
        .first()
        .asString()
        .contains("\"content\":\"How are you?\"")
        .doesNotContain("replaces");
    assertThat(said()).last().asString().contains("\"content\":\"/etc\"");
  }

  @Test
  void sessionsAreListedOpenedNamedAndDeleted() {
    server.json("GET /api/v1/auth/session/s2/turns", 200, "{\"turns\":[]}");
    server.json(
        "PATCH /api/v1/auth/session/s2/name", 200, "{\"session_id\":\"s2\",\"name\":\"Rome\"}");
    server.json("DELETE /api/v1/auth/session/s2", 204, "");

    talk("/sessions", "/open 2", "/rename Rome 1", "/delete", "n", "/delete", "y", "/open 7");

    assertThat(printed().lines())
        .contains("*  1  (no name)  s1", "   2  Tra␛vel  s2", "  It is called Rome now.")
        .containsSubsequence(
            "  Session s2.", "  Nothing was deleted.", "  Deleted.", "  Session s1.")
        .contains("turnpike: Say which, by its number in /sessions, its id or its name: /open 1.");
    assertThat(server.requests()).contains("PATCH /api/v1/auth/session/s2/name name=Rome+1");
    assertThat(server.requests()).filteredOn(each -> each.startsWith("DELETE")).hasSize(1);
  }

  @Test
  void whatWasSaidIsShown() {
    server.json(TURNS, 200, turns("failed"));

    talk("/history 5", "/history x");

    assertThat(printed().lines())
        .containsSubsequence("> Hel␛lo", "Half", "  (failed: Away.)")
        .contains("turnpike: /history takes a whole number, not 'x'.");
  }

  @Test
  void theLastQuestionIsAskedAgainInItsPlace() {
    talk("/retry");

    assertThat(said()).singleElement().asString().contains("\"replaces\":\"t0\"");
    assertThat(printed()).contains("> Hel␛lo\nFine.");
  }

  @Test
  void nothingThatCouldBeAskedAgainSaysSo() {
    server.json(TURNS, 200, "{\"turns\":[]}");

    talk("/retry", "/stop");

    assertThat(printed()).contains("turnpike: Nothing was asked here", "Nothing is under way.");
  }

  @Test
  void whatIsUnderWayElsewhereIsHeardToItsEndOrStopped() {
    server.json(TURNS, 200, turns("running"));
    server.events("GET /api/v1/turns/t0/stream", answered("Late."));
    server.json("POST /api/v1/turns/t0/cancel", 202, "{}");

    assertThat(dialogue("/stop").run(true)).isZero();

    assertThat(printed()).contains("> Hel␛lo\nLate.\n—", "Stopped.");
    assertThat(server.requests()).contains("POST /api/v1/turns/t0/cancel {}");
  }

  @Test
  void memoriesAreShownSoughtAndSwitched() {
    server.json("GET /api/v1/memories", 200, "{\"memories\":[{\"text\":\"Likes\\nRome\"}]}");
    server.json("GET /api/v1/memories/search", 200, "{\"memories\":[]}");
    server.json("PUT /api/v1/auth/session/s1/memory", 200, "{}");

    talk("/memory", "/memory my name", "/memory off");

    assertThat(printed().lines())
        .containsSubsequence("  - Likes Rome", "  Nothing is known.")
        .last()
        .isEqualTo("");
    assertThat(server.requests())
        .contains("PUT /api/v1/auth/session/s1/memory {\"enabled\":false}");
  }

  @Test
  void whatGoesWrongIsToldAndTheConversationGoesOn() {
    server.json(SAY, 503, "{\"detail\":\"Kafka is away.\"}");

    assertThat(talk("Hello", "/nonsense", "/rename", "/help")).isZero();

    assertThat(printed())
        .contains("turnpike: Turnpike refused (503): Kafka is away.")
        .contains("turnpike: There is no command /nonsense: /help lists them.")
        .contains("turnpike: Say the name, too")
        .contains("/sessions");
  }

  private int talk(String... lines) {
    return dialogue(lines).run(false);
  }

  private Dialogue dialogue(String... lines) {
    Visitor visitor =
        Visitor.at(server.url(), new Accounts(folder.resolve("chat.json")), "terminal");
    Console console = Console.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));
    return new Dialogue(visitor, visitor.conversation(null, false), console, new Script(lines));
  }

  private List<String> said() {
    return server.requests().stream().filter(each -> each.startsWith(SAY)).toList();
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String answered(String text) {
    return "data: {\"content\":\"%s\",\"done\":false,\"turn_id\":\"t1\",\"model\":\"sim\"}\n\n"
            .formatted(text)
        + "data: {\"content\":\"\",\"done\":true,\"turn_id\":\"t1\",\"type\":\"completed\"}\n\n";
  }

  private static String turns(String status) {
    return "{\"turns\":[{\"turn_id\":\"t0\",\"status\":\"%s\",\"message\":\"Hel\\u001blo\",\"answer\":\"Half\",\"error\":{\"code\":\"x\",\"message\":\"Away.\"}}]}"
        .formatted(status);
  }
}
