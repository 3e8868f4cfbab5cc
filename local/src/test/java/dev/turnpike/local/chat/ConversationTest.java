package dev.turnpike.local.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {

  private static final String SAY = "POST /api/v1/chatbot/chat/stream";
  private static final String STARTED =
      "id: c0\ndata: {\"content\":\"\",\"done\":false,\"turn_id\":\"t1\",\"type\":\"started\",\"model\":\"sim\",\"simulated\":true}\n\n";
  private static final String COMPLETED =
      "id: c9\ndata: {\"content\":\"\",\"done\":true,\"turn_id\":\"t1\",\"type\":\"completed\"}\n\n";

  private static final String CANCELLED =
      "id: c9\ndata: {\"content\":\"\",\"done\":true,\"turn_id\":\"t1\",\"type\":\"cancelled\"}\n\n";
  private static final String CANCEL = "POST /api/v1/turns/t1/cancel";

  private static final String RESUME = "GET /api/v1/turns/t1/stream";
  private static final String LOST = "  (the connection was lost; picking the answer up again)\n";

  @TempDir private Path folder;
  private final FakeServer server = new FakeServer();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theAnswerIsPrintedAsItComesAndThenWhoSpoke() {
    server.events(
        SAY,
        STARTED + ": keep alive\n\n" + delta("c1", "Grüße") + delta("c2", " 👋\\nAda") + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).isEqualTo("Grüße 👋\nAda\n— sim, the built-in simulated model\n");
    assertThat(lastStream()).startsWith(SAY).contains("\"role\":\"user\"", "\"content\":\"Hello\"");
  }

  @Test
  void whatTheTurnTookIsToldUnderIt() {
    server.events(SAY, STARTED + delta("c1", "Hello") + COMPLETED);
    server.json(
        "GET /api/v1/turns/t1",
        200,
        """
        {"attempts":2,"usage":{"input_tokens":12,"output_tokens":34,"estimated":false},
         "cost_usd":0.00123456,
         "timings":{"accepted_at":"2026-01-01T00:00:00Z","first_token_at":"2026-01-01T00:00:00.120Z",
                    "finished_at":"2026-01-01T00:00:01.450Z"}}""");

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed())
        .isEqualTo(
            "Hello\n— sim, the built-in simulated model · 12 + 34 tokens · $0.0012 · first token 120 ms, all 1.5 s · attempt 2\n");
  }

  @Test
  void whatCouldSteerTheTerminalIsShownAsASign() {
    server.events(
        SAY, STARTED + delta("c1", "a\\u001b]0;x\\u0007b\\u009b2J\\r\\n\\u202ec") + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).startsWith("a␛]0;x␇b\uFFFD2J\n\uFFFDc\n—");
  }

  @Test
  void halfACharacterWaitsForItsOtherHalf() {
    server.events(SAY, STARTED + delta("c1", "a\\ud83d") + delta("c2", "\\udc4bb") + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).startsWith("a👋b\n—");
  }

  @Test
  void aStreamThatEndsEarlyIsTakenUpAfterTheLastFrame() {
    server.events(SAY, "retry: 100\n\n" + STARTED + delta("c1", "one ") + "id: c2\ndata: {\"conte");
    server.events(RESUME, delta("c2", "two") + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).startsWith("one \n" + LOST + "two\n—");
    assertThat(lastStream()).startsWith("after c1: " + RESUME);
  }

  @Test
  void aConnectionThatBreaksLosesAndDoublesNothing() {
    server.events(SAY, "retry: 100\n\n" + STARTED + delta("c1", "one ") + FakeServer.BREAK);
    server.resumes(RESUME, "c0", delta("c1", "one ") + delta("c2", "two") + COMPLETED);
    server.resumes(RESUME, "c1", delta("c2", "two") + COMPLETED);
    server.events(RESUME, STARTED + delta("c1", "one ") + delta("c2", "two") + COMPLETED);
    server.location(SAY, "/api/v1/turns/t1");

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed().replace(LOST, "").replace("one \n", "one ")).startsWith("one two\n—");
  }

  @Test
  void aNodeThatStopsLetsItsClientsGoAndTheyComeBack() {
    server.events(
        SAY,
        "retry: 100\n\n"
            + STARTED
            + delta("c1", "one ")
            + "data: {\"content\":\"\",\"done\":false,\"turn_id\":\"t1\",\"type\":\"detached\",\"error\":{\"code\":\"node_stopping\",\"message\":\"Going.\"}}\n\n");
    server.events(RESUME, delta("c2", "two") + COMPLETED);

    assertThat(Answer.print(open(null, false), "Hello", console())).isEqualTo(new Ending.Whole());
    assertThat(printed()).startsWith("one \n" + LOST + "two\n—");
  }

  @Test
  void whatComesAgainFromTheBeginningIsNotPrintedAgain() {
    String call =
        frame("\"type\":\"tool_call\",\"call_id\":\"1\",\"name\":\"look\",\"arguments\":\"{}\"");
    server.events(
        SAY,
        "retry: 100\n\n" + STARTED + call + delta("c1", "one ") + "id:\n" + frame("\"seq\":1"));
    server.events(RESUME, STARTED + call + delta("c1", "o") + delta("c2", "ne two") + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).startsWith("  (calls look)\none \n" + LOST + "two\n—");
    assertThat(lastStream()).startsWith(RESUME);
  }

  @Test
  void aTurnIsKnownByTheHeadersBeforeItsFirstFrame() {
    server.events(SAY, "retry: 100\n\n");
    server.location(SAY, "/api/v1/turns/t1");
    server.events(RESUME, STARTED + delta("c1", "one") + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).startsWith(LOST + "one\n—");
  }

  @Test
  void aServerThatStaysAwayIsNotTriedForEver() {
    server.events(SAY, "retry: 1\n\n" + STARTED + delta("c1", "one "));
    server.json(RESUME, 503, "{}");
    Conversation conversation = open(null, false);

    assertThatThrownBy(() -> Answer.print(conversation, "Hello", console()))
        .hasMessageContaining("the turn itself goes on");
    assertThat(server.requests()).filteredOn(each -> each.contains(RESUME)).hasSize(40);
  }

  @Test
  void aRefusalToGoOnIsToldInTheServersWords() {
    server.events(SAY, "retry: 1\n\n" + STARTED);
    server.json(RESUME, 404, "{\"detail\":\"There is no such turn.\"}");
    Conversation conversation = open(null, false);

    assertThatThrownBy(() -> Answer.print(conversation, "Hello", console()))
        .hasMessageContaining("There is no such turn.");
  }

  @Test
  void textThatARestartDroppedIsSaidAgainFromWhereItStays() {
    server.events(
        SAY,
        STARTED
            + delta("c1", "Hello wrold")
            + "data: {\"content\":\"\",\"done\":false,\"turn_id\":\"t1\",\"type\":\"restarted\",\"keep_chars\":6}\n\n"
            + delta("c3", "world")
            + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed().lines())
        .startsWith("Hello wrold", "  (interrupted; it goes on like this)", "Hello world");
  }

  @Test
  void textThatWasDroppedAndComesAgainIsNotPrintedAgain() {
    server.events(
        SAY,
        STARTED
            + delta("c1", "Hello wo")
            + frame("\"type\":\"restarted\",\"keep_chars\":0")
            + delta("c3", "Hell")
            + delta("c4", "o world")
            + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).startsWith("Hello world\n—");
  }

  @Test
  void textThatWasDroppedAndDoesNotComeAgainIsSaidToBeGone() {
    server.events(
        SAY,
        STARTED
            + delta("c1", "Hello world")
            + frame("\"type\":\"restarted\",\"keep_chars\":0")
            + delta("c3", "Hello")
            + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed().lines())
        .startsWith("Hello world", "  (interrupted; it goes on like this)", "Hello");
  }

  @Test
  void aRestartThatDropsNothingIsNotSeen() {
    server.events(
        SAY,
        STARTED
            + delta("c1", "Hello ")
            + frame("\"type\":\"restarted\",\"keep_chars\":6")
            + delta("c3", "world")
            + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).startsWith("Hello world\n");
  }

  @Test
  void toolsAreToldInALineEach() {
    server.events(
        SAY,
        STARTED
            + delta("c1", "Let me see.")
            + frame(
                "\"type\":\"tool_call\",\"call_id\":\"1\",\"name\":\"current_time\",\"arguments\":\"{}\"")
            + frame(
                "\"type\":\"tool_call\",\"call_id\":\"2\",\"name\":\"look\",\"arguments\":\"{\\\"q\\\":\\n \\\"\\u001b[31m%s\\\"}\""
                    .formatted("x".repeat(200)))
            + frame(
                "\"type\":\"tool_result\",\"call_id\":\"1\",\"name\":\"current_time\",\"result\":\"12:00\",\"failed\":false")
            + frame(
                "\"type\":\"tool_result\",\"call_id\":\"2\",\"name\":\"look\",\"result\":\"Not there.\",\"failed\":true")
            + frame("\"type\":\"reasoning\",\"reasoning\":\"hmm\"")
            + delta("c2", "Noon.")
            + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed().lines())
        .containsExactly(
            "Let me see.",
            "  (calls current_time)",
            "  (calls look {\"q\": \" [31m" + "x".repeat(59) + "…)",
            "  (look failed: Not there.)",
            "Noon.",
            "— sim, the built-in simulated model");
  }

  @Test
  void anAnswerIsCancelledWhileItComes() {
    server.events(SAY, STARTED + delta("c1", "one ") + FakeServer.AFTER_CANCEL + CANCELLED);
    server.json(CANCEL, 202, "{\"turn_id\":\"t1\",\"status\":\"cancelling\"}");
    Conversation conversation = open(null, false);
    CompletableFuture<Ending> end =
        CompletableFuture.supplyAsync(() -> Answer.print(conversation, "Hello", console()));
    await().until(() -> printed().startsWith("one "));

    conversation.cancel();
    assertThat(end).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Ending.Stopped());
    assertThat(printed()).isEqualTo("one \n— cancelled\n");
    assertThat(server.requests().getLast()).startsWith(CANCEL);
  }

  @Test
  void aTurnThatStillWaitsIsCancelled() {
    server.events(SAY, FakeServer.AFTER_CANCEL + CANCELLED);
    server.location(SAY, "/api/v1/turns/t1");
    server.json(CANCEL, 202, "{}");
    Conversation conversation = open(null, false);
    CompletableFuture<Ending> end =
        CompletableFuture.supplyAsync(() -> Answer.print(conversation, "Hello", console()));
    await().until(() -> server.requests().getLast().startsWith(SAY));

    conversation.cancel();
    assertThat(end).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Ending.Stopped());
  }

  @Test
  void anotherStartDropsTheTextSoFar() {
    server.events(SAY, STARTED + delta("c1", "Hello") + STARTED + delta("c2", "Hello") + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).startsWith("Hello\n—");
  }

  @Test
  void aCursorThatTheServerDoesNotKnowIsLeftOut() {
    server.events(SAY, "retry: 10\n\n" + STARTED + delta("c1", "one "));
    server.json("after c1: " + RESUME, 400, "{\"code\":\"invalid_cursor\"}");
    server.events(RESUME, STARTED + delta("c1", "one ") + delta("c2", "two") + COMPLETED);

    Answer.print(open(null, false), "Hello", console());

    assertThat(printed()).startsWith("one \n" + LOST + "two\n—");
  }

  @Test
  void aConnectionThatDiesWithoutASignIsLeft() throws IOException {
    server.events(SAY, STARTED + FakeServer.AFTER_CANCEL + COMPLETED);
    HttpCalls calls = new HttpCalls(server.url());
    InputStream stream = calls.send(calls.post(SAY.substring(5), null, Map.of())).body();
    try (FrameReader reader = new FrameReader(stream, _ -> {}, Duration.ofMillis(300))) {
      assertThat(reader.next()).isNotNull();
      CompletableFuture<Boolean> over = CompletableFuture.supplyAsync(() -> isOver(reader));
      assertThat(over).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }
  }

  private static boolean isOver(FrameReader reader) {
    try {
      return reader.next() == null;
    } catch (IOException closed) {
      return true;
    }
  }

  @Test
  void anAnswerThatSomebodyElseCancelledIsNone() {
    server.events(SAY, STARTED + CANCELLED);
    Conversation conversation = open(null, false);

    assertThat(Answer.print(conversation, "Hello", console()))
        .isEqualTo(new Ending.Failed("The turn was cancelled."));
  }

  @Test
  void whatCanNotBeCancelledSaysWhy() {
    server.events(SAY, STARTED + delta("c1", "one ") + FakeServer.AFTER_CANCEL + COMPLETED);
    server.json(CANCEL, 503, "{\"detail\":\"Kafka is away.\"}");
    Conversation conversation = open(null, false);
    CompletableFuture<Ending> end =
        CompletableFuture.supplyAsync(() -> Answer.print(conversation, "Hello", console()));
    await().until(() -> printed().startsWith("one "));

    assertThatThrownBy(conversation::cancel)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Kafka is away.");
    assertThat(end).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Ending.Whole());
  }

  @Test
  void aFailedTurnIsToldInTheServersWords() {
    server.events(
        SAY,
        STARTED
            + "data: {\"content\":\"\",\"done\":true,\"turn_id\":\"t1\",\"type\":\"failed\",\"error\":{\"code\":\"x\",\"message\":\"The model is away.\"}}\n\n");
    Conversation conversation = open(null, false);

    assertThat(Answer.print(conversation, "Hello", console()))
        .isEqualTo(new Ending.Failed("The model is away."));
  }

  @Test
  void theSameUserLogsInNextTimeAndTheTerminalsSessionGoesOn() {
    assertThat(open(null, false).sessionId()).isEqualTo("s1");
    server.json("POST /api/v1/auth/login", 200, "{\"access_token\":\"user\"}");
    server.json(
        "GET /api/v1/auth/sessions",
        200,
        "[{\"session_id\":\"s1\",\"token\":{\"access_token\":\"again\"}}]");

    assertThat(open(null, true).sessionId()).isEqualTo("s1");
    assertThat(server.requests()).filteredOn(each -> each.contains("/register")).hasSize(1);
  }

  @Test
  void aServerThatLostItsUsersGetsANewOne() {
    open(null, false);
    open(null, false);

    assertThat(server.requests()).filteredOn(each -> each.contains("/register")).hasSize(2);
  }

  @Test
  void someoneElsesSessionIsRefused() {
    assertThatThrownBy(() -> open("other", false))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no session other");
  }

  @Test
  void whatTheServerRefusesIsToldWithItsFields() {
    server.json(
        SAY,
        422,
        "{\"detail\":\"invalid\",\"errors\":[{\"field\":\"messages[0].content\",\"message\":\"must not be empty\"}]}");
    Conversation conversation = open(null, false);

    assertThatThrownBy(() -> Answer.print(conversation, "", console()))
        .hasMessage("Turnpike refused (422): messages[0].content must not be empty.");
  }

  @Test
  void nobodyThereSaysHowToStart() {
    URI nobody = server.url();
    server.close();

    assertThatThrownBy(() -> Visitor.at(nobody, accounts(), "terminal"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "Nothing answers at %s: start it with ./turnpike up, or name another address with --url.",
            nobody);
  }

  private Conversation open(@Nullable String session, boolean continued) {
    return Visitor.at(server.url(), accounts(), "terminal").conversation(session, continued);
  }

  private String lastStream() {
    return server.requests().stream()
        .filter(each -> each.contains("/stream"))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private Accounts accounts() {
    return new Accounts(folder.resolve("chat.json"));
  }

  private Console console() {
    return Console.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String frame(String more) {
    return "data: {\"content\":\"\",\"done\":false,\"turn_id\":\"t1\",%s}\n\n".formatted(more);
  }

  private static String delta(String cursor, String content) {
    return "id: %s\ndata: {\"content\":\"%s\",\"done\":false,\"turn_id\":\"t1\",\"seq\":0}\n\n"
        .formatted(cursor, content);
  }
}
