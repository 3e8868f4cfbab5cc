package dev.turnpike.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.Cancelled;
import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.ClearHistory;
import dev.turnpike.events.Completed;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Delta;
import dev.turnpike.events.Failed;
import dev.turnpike.events.HistoryCleared;
import dev.turnpike.events.OnBusy;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.ResolveBusy;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Role;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Started;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.ToolCall;
import dev.turnpike.events.ToolResult;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.ExpressHeader;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs, on a real broker and database, with the simulated model. */
class AgentWorkersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAILBOX = 5;

  private static final TestPlatform platform = TestPlatform.shared();
  private static final EventSerde<TurnCommand> commands =
      EventSerde.of(Topics.CHAT_REQUESTS, platform.schemaRegistry());
  private static TopicReader<ReplyEvent> replies;
  private static TopicReader<CompletedTurn> completed;
  private static KafkaProducer<String, byte[]> producer;
  private static ConfigurableApplicationContext service;

  private final String session = UUID.randomUUID().toString();
  private final String user = "user-" + session;

  @BeforeAll
  static void start() {
    replies = TopicReader.fromNow(Topics.CHAT_REPLIES);
    completed = TopicReader.fromNow(Topics.TURNS_COMPLETED);
    producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", platform.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    var database = platform.newDatabase();
    service =
        AgentWorkersApplication.application()
            .run(
                "--server.port=0",
                "--turnpike.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                "--turnpike.registry.url=" + platform.registryUrl(),
                "--turnpike.database.url=" + database.jdbcUrl(),
                "--turnpike.database.user=" + database.user(),
                "--turnpike.database.password=" + database.password(),
                "--turnpike.models.base-url=" + platform.modelBaseUrl(),
                "--turnpike.models.default-model=sim",
                "--turnpike.models.simulated=true",
                "--turnpike.models.silence-timeout=1s");
  }

  @AfterAll
  static void stop() {
    service.close();
    producer.close();
    replies.close();
    completed.close();
  }

  @Test
  void theStreamIsTheAnswerAndTheTurnIsPublished() {
    var turnId = ask("sim:ttft=0,gap=1,tokens=40,text=lorem,seed=3", "Hello");

    var events = eventsOf(turnId);
    var turn = completedTurn(turnId);
    assertThat(events.getFirst()).isEqualTo(new Started(turn.getModel(), true));
    assertThat(events.getLast()).isInstanceOf(Completed.class);
    assertThat(textOf(events)).isEqualTo(turn.getAnswer()).isNotEmpty();
    assertThat(seqsOf(events)).isSorted().doesNotHaveDuplicates().startsWith(0);
    assertThat(turn.getStatus()).isEqualTo(TurnStatus.COMPLETED);
    assertThat(turn.getUserId()).isEqualTo(user);
    assertThat(turn.getSimulated()).isTrue();
    assertThat(turn.getAttempts()).isEqualTo(1);
    assertThat(turn.getSteps()).hasSize(1);
    assertThat(turn.getUsage().getOutputTokens()).isPositive();
    assertThat(turn.getPromptVersion()).hasSize(12);
    assertThat(turn.getTimings().getFirstTokenAt())
        .isBetween(turn.getTimings().getStartedAt(), turn.getTimings().getFinishedAt());
  }

  @Test
  void aToolThatTheModelAsksForIsCalledAndStored() {
    var turnId = ask("sim:ttft=0,gap=1", "What time is it in Tokyo?");

    var turn = completedTurn(turnId);
    assertThat(turn.getSteps())
        .extracting(Step::getKind)
        .containsExactly(StepKind.MODEL_CALL, StepKind.TOOL_CALL, StepKind.MODEL_CALL);
    assertThat(turn.getSteps().get(1).getOutput()).contains("Asia/Tokyo");
    assertThat(eventsOf(turnId))
        .hasAtLeastOneElementOfType(ToolCall.class)
        .hasAtLeastOneElementOfType(ToolResult.class);
    assertThat(textOf(eventsOf(turnId))).isEqualTo(turn.getAnswer());
  }

  @Test
  void whatASessionIsBusyWithGivesWayToATurnThatInterrupts() {
    var first = ask("sim:ttft=0,gap=50,tokens=2000,text=lorem", "Tell me everything");
    readUntil(first, Delta.class::isInstance);

    var second = UUID.randomUUID();
    send(second, new ResolveBusy(MAILBOX, OnBusy.INTERRUPT));
    send(second, start("sim", "Hello"));

    assertThat(completedTurn(first).getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(completedTurn(second).getStatus()).isEqualTo(TurnStatus.COMPLETED);
    assertThat(completedTurn(second).getRecentHistory())
        .extracting(ChatMessage::getContent)
        .containsExactly("Tell me everything", completedTurn(first).getAnswer());
  }

  @Test
  void aTurnThatIsRejectedHearsOfItAtOnce() {
    var first = ask("sim:ttft=0,gap=50,tokens=2000,text=lorem", "Tell me everything");
    readUntil(first, Delta.class::isInstance);

    var second = UUID.randomUUID();
    send(second, new ResolveBusy(MAILBOX, OnBusy.REJECT));
    send(second, start("sim", "Hello"));

    assertThat(eventsOf(second).getLast())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.getCode()).isEqualTo("session_busy"));
    send(first, CancelTurn.newBuilder().build());
    assertThat(completedTurn(second).getError().getCode()).isEqualTo("session_busy");
  }

  @Test
  void aSecondMessageSeesTheFirst() {
    var first = ask("sim", "My name is Ada.");
    var second = ask("sim", "What is my name?");

    assertThat(textOf(eventsOf(second))).contains("Ada");
    assertThat(completedTurn(second).getRecentHistory())
        .containsExactly(
            new ChatMessage(Role.USER, "My name is Ada."),
            new ChatMessage(Role.ASSISTANT, completedTurn(first).getAnswer()));
  }

  @Test
  void aBrokenStreamIsBegunAgainAndItsTextDropped() {
    var turnId =
        ask(
            "sim:ttft=0,gap=1,tokens=20,text=lorem,fault=drop,after=5,times=1,key=" + session,
            "Hi");

    var events = eventsOf(turnId);
    assertThat(events).hasAtLeastOneElementOfType(Restarted.class);
    assertThat(textOf(events)).isEqualTo(completedTurn(turnId).getAnswer());
    assertThat(completedTurn(turnId).getStatus()).isEqualTo(TurnStatus.COMPLETED);
  }

  @Test
  void aModelThatIsDownEndsTheTurnVisibly() {
    var turnId = ask("sim:fault=500", "Hi");

    assertThat(eventsOf(turnId).getLast())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.getCode()).isEqualTo("model_unavailable"));
    assertThat(completedTurn(turnId).getError().getCode()).isEqualTo("model_unavailable");
  }

  @Test
  void aModelThatFallsSilentEndsTheTurnVisibly() {
    var turnId = ask("sim:ttft=0,gap=1,tokens=20,fault=hang,after=3", "Hi");

    assertThat(completedTurn(turnId).getError().getCode()).isEqualTo("model_timed_out");
    assertThat(textOf(eventsOf(turnId))).isEqualTo(completedTurn(turnId).getAnswer());
  }

  @Test
  void aCancelledTurnKeepsWhatItHasSaid() {
    var turnId = ask("sim:ttft=0,gap=50,tokens=2000,text=lorem", "Tell me everything");
    readUntil(turnId, Delta.class::isInstance);

    send(turnId, CancelTurn.newBuilder().setReason("changed my mind").build());

    assertThat(eventsOf(turnId).getLast()).isInstanceOf(Cancelled.class);
    var turn = completedTurn(turnId);
    assertThat(turn.getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(turn.getAnswer()).isEqualTo(textOf(eventsOf(turnId))).isNotEmpty();
  }

  @Test
  void aForgottenTurnNeverReachesTheHistory() {
    var turnId = UUID.randomUUID();
    send(turnId, CancelTurn.newBuilder().setForget(true).build());
    send(turnId, start("sim", "My name is Grace."));
    assertThat(completedTurn(turnId).getStatus()).isEqualTo(TurnStatus.CANCELLED);

    assertThat(textOf(eventsOf(ask("sim", "What is my name?")))).doesNotContain("Grace");
  }

  @Test
  void clearingTheHistoryIsAnsweredAndInOrder() {
    ask("sim", "My name is Ada.");
    var clear = UUID.randomUUID();
    send(clear, new ClearHistory(MAILBOX));
    var after = ask("sim", "What is my name?");

    assertThat(readUntil(clear, HistoryCleared.class::isInstance)).isNotEmpty();
    assertThat(completedTurn(after).getHistoryMessages()).isZero();
  }

  @Test
  void aCommandThatCannotBeReadGoesToTheDeadLettersAndStopsNobody() {
    try (var letters =
        TopicReader.fromNow(
            platform.bootstrapServers(),
            Topics.CHAT_REQUESTS.deadLetterTopic(),
            new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
      var _ =
          producer.send(new ProducerRecord<>(Topics.CHAT_REQUESTS.name(), session, new byte[] {7}));
      var turnId = ask("sim", "Hello");

      assertThat(completedTurn(turnId).getStatus()).isEqualTo(TurnStatus.COMPLETED);
      var letter = letters.readUntil(PATIENCE, records -> !records.isEmpty()).getFirst();
      assertThat(letter.value()).containsExactly(7);
      assertThat(letter.key()).isEqualTo(session);
    }
  }

  private UUID ask(String model, String text) {
    var turnId = UUID.randomUUID();
    send(turnId, start(model, text));
    return turnId;
  }

  private static StartTurn start(String model, String text) {
    return StartTurn.newBuilder()
        .setMailbox(MAILBOX)
        .setModel(model)
        .setMessages(List.of(new ChatMessage(Role.USER, text)))
        .build();
  }

  private void send(UUID turnId, SpecificRecord body) {
    var command =
        TurnCommand.newBuilder()
            .setTurnId(turnId)
            .setSessionId(session)
            .setUserId(user)
            .setAcceptedAt(Instant.now())
            .setBody(body)
            .build();
    var record =
        new ProducerRecord<>(Topics.CHAT_REQUESTS.name(), session, commands.serialize(command));
    if (body instanceof CancelTurn || body instanceof ResolveBusy) {
      record.headers().add(ExpressHeader.mark());
    }
    var _ = producer.send(record);
  }

  private static CompletedTurn completedTurn(UUID turnId) {
    var found =
        completed
            .readUntil(
                PATIENCE,
                records -> records.stream().anyMatch(r -> r.value().getTurnId().equals(turnId)))
            .stream()
            .map(ConsumerRecord::value)
            .filter(turn -> turn.getTurnId().equals(turnId))
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<Object> eventsOf(UUID turnId) {
    return readUntil(
        turnId,
        body -> body instanceof Completed || body instanceof Failed || body instanceof Cancelled);
  }

  private static List<Object> readUntil(UUID turnId, Predicate<Object> last) {
    return replies
        .readUntil(
            PATIENCE,
            records ->
                records.stream()
                    .anyMatch(
                        r ->
                            r.value().getTurnId().equals(turnId) && last.test(r.value().getBody())))
        .stream()
        .filter(r -> r.value().getTurnId().equals(turnId) && r.partition() == MAILBOX)
        .map(r -> r.value().getBody())
        .toList();
  }

  /** What a follower has in the end: text is dropped where it is told so. */
  private static String textOf(List<Object> events) {
    var text = new StringBuilder();
    for (var event : events) {
      switch (event) {
        case Delta delta -> text.append(delta.getText());
        case Restarted restarted -> text.setLength(restarted.getKeepChars());
        default -> {}
      }
    }
    return text.toString();
  }

  private static List<Integer> seqsOf(List<Object> events) {
    return events.stream()
        .filter(Delta.class::isInstance)
        .map(event -> ((Delta) event).getSeq())
        .toList();
  }
}
