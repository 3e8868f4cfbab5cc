package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.turnpike.agent.tools.Tool;
import dev.turnpike.agent.tools.ToolContext;
import dev.turnpike.agent.tools.ToolException;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.Origin;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.events.RecordedCall;
import dev.turnpike.events.Recording;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.ToolCall;
import dev.turnpike.events.ToolResult;
import dev.turnpike.events.TurnStatus;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Model and tools, in attempts that come to their end and in those that do not. */
class AgentLoopTest {

  private static final AgentDatabase database = AgentDatabase.create();

  private final ScriptedModel model = new ScriptedModel();
  private final EngineFixture engine = new EngineFixture(database, model.baseUrl());
  private final UUID turnId = UUID.randomUUID();

  AgentLoopTest() throws IOException {}

  @AfterEach
  void close() {
    engine.close();
    model.close();
  }

  @Test
  void toolsOfOneStepRunSideBySideAndTheirResultsReachTheModelInOrder() throws Exception {
    var together = new CountDownLatch(2);
    var first = tool("first", _ -> meet(together, "one"));
    var second = tool("second", _ -> meet(together, "two"));
    model.says("Let me look. ", call("c1", "first"), call("c2", "second")).says("One and two.");

    var turn = engine.with(5, first, second).worker().run(question());

    assertThat(turn.getAnswer())
        .isEqualTo("Let me look. \n\nOne and two.")
        .isEqualTo(engine.followed(turnId));
    assertThat(turn.getSteps())
        .extracting(Step::getKind, Step::getOutput)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(StepKind.MODEL_CALL, "Let me look. "),
            org.assertj.core.groups.Tuple.tuple(StepKind.TOOL_CALL, "one"),
            org.assertj.core.groups.Tuple.tuple(StepKind.TOOL_CALL, "two"),
            org.assertj.core.groups.Tuple.tuple(StepKind.MODEL_CALL, "One and two."));
    assertThat(sent(1))
        .containsExactly(
            "system:You are Turnpike.",
            "user:Question",
            "assistant:Let me look. ",
            "tool:one",
            "tool:two");
    assertThat(engine.bodies(turnId))
        .filteredOn(body -> body instanceof ToolCall || body instanceof ToolResult)
        .hasSize(4)
        .startsWith(new ToolCall("c1", "first", "{}"), new ToolCall("c2", "second", "{}"));
  }

  @Test
  void errorsOfToolsAreGivenToTheModel() throws Exception {
    var broken =
        tool(
            "broken",
            _ -> {
              throw new ToolException("The service is closed on Sundays");
            });
    model.says("", call("c1", "broken"), call("c2", "nonesuch")).says("Sorry.");

    var turn = engine.with(5, broken).worker().run(question());

    assertThat(turn.getStatus()).isEqualTo(TurnStatus.COMPLETED);
    assertThat(turn.getSteps().get(1).getError()).isEqualTo("The service is closed on Sundays");
    assertThat(turn.getSteps().get(2).getError()).contains("nonesuch");
    assertThat(sent(1)).contains("tool:The service is closed on Sundays");
  }

  @Test
  void theLastModelCallGetsNoToolsAndOneThatAsksAllTheSameFails() throws Exception {
    var clock = tool("clock", _ -> "noon");
    model.says("", call("c1", "clock")).says("", call("c2", "clock"));

    var turn = engine.with(2, clock).worker().run(question());

    assertThat(request(0).path("tool_choice").asString("auto")).isEqualTo("auto");
    assertThat(request(1).path("tool_choice").asString()).isEqualTo("none");
    assertThat(turn.getError().getCode()).isEqualTo("too_many_steps");
  }

  @Test
  void aCrashAfterAFinishedStepRepeatsNothingThatHadFinished() throws Exception {
    var calls = new AtomicInteger();
    var tool = tool("once", _ -> "call " + calls.incrementAndGet());
    engine.with(5, tool);
    var dying = engine.worker();
    model.says("Looking. ", call("c1", "once")).hangsAfter("half an ans");
    var death = dying.inBackground(question());
    await().until(() -> engine.followed(turnId).endsWith("half an ans") || death.isDone());

    database.dead(dying.id);
    model.says("The answer.");
    var turn = engine.worker().run(question());

    assertThat(turn.getAttempts()).isEqualTo(2);
    assertThat(calls).hasValue(1);
    assertThat(turn.getAnswer())
        .isEqualTo("Looking. \n\nThe answer.")
        .isEqualTo(engine.followed(turnId));
    assertThat(turn.getSteps()).extracting(Step::getAttempt).containsExactly(1, 1, 2);
  }

  @Test
  void aBrokenModelCallTakesBackItsOwnTextAlone() throws Exception {
    var clock = tool("clock", _ -> "noon");
    model.says("Looking. ", call("c1", "clock")).breaksOffAfter("wrong").says("Right.");

    var turn = engine.with(5, clock).worker().run(question());

    assertThat(turn.getAnswer())
        .isEqualTo("Looking. \n\nRight.")
        .isEqualTo(engine.followed(turnId));
    assertThat(engine.bodies(turnId))
        .filteredOn(Restarted.class::isInstance)
        .singleElement()
        .extracting(body -> ((Restarted) body).getKeepChars())
        .isEqualTo("Looking. ".length());
  }

  @Test
  void aCancelledTurnInterruptsItsToolsAndKeepsItsText() throws Exception {
    var started = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var slow =
        tool(
            "slow",
            _ -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
                return "never";
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    model.says("Looking. ", call("c1", "slow"));
    var worker = engine.with(5, slow).worker();
    var running = worker.inBackground(question());
    started.await();

    worker.express(engine.record(turnId, new CancelTurn("enough", false)));

    CompletedTurn turn = running.get();
    assertThat(turn.getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(turn.getAnswer()).isEqualTo("Looking. ");
    interrupted.await();
  }

  @Test
  void theNextTurnIsToldWhatTheToolsOfTheLastOneGave() throws Exception {
    var clock = tool("clock", _ -> "noon");
    model.says("", call("c1", "clock")).says("Midday.").says("Twelve.");
    var worker = engine.with(5, clock).worker();
    worker.run(question());

    worker.run(engine.record(UUID.randomUUID(), EngineFixture.ask("sim", "In numbers?")));

    assertThat(sent(2))
        .containsExactly(
            "system:You are Turnpike.",
            "user:Question",
            "assistant:",
            "tool:noon",
            "assistant:Midday.",
            "user:In numbers?");
  }

  @Test
  void aCancelThatMeetsTheEndOfTheStreamDoesNotStoreACutAnswerAsWhole() throws Exception {
    var worker = engine.worker();
    model.says("x".repeat(60_000)); // one piece, which is longer than what answers may be
    var turn = engine.new Worker(worker.id, "longest-answer", "1000").run(question());

    assertThat(turn.getFinishReason()).isEqualTo("length");
    assertThat(turn.getAnswer()).isEqualTo(engine.followed(turnId));
  }

  @Test
  void noToolIsStartedAfterTheCancel() throws Exception {
    var calls = new AtomicInteger();
    var tool = tool("once", _ -> "call " + calls.incrementAndGet());
    engine.with(5, tool);
    var dying = engine.worker();
    model.says("Looking. ", call("c1", "once")).says("Never.");
    dying.store.claim(
        new TurnRunner.Request(question(), engine.command(turnId, ask()), ask()), false);
    dying.store.saveStep(
        turnId, 1, TurnStepsTest.modelCall(0, "Looking. ", TurnStepsTest.request("c1", "once")));
    database.dead(dying.id);
    var heir = engine.worker();
    heir.express(engine.record(turnId, new CancelTurn("enough", false)));

    var turn = heir.run(question());

    assertThat(turn.getStatus()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(turn.getAnswer()).isEqualTo("Looking. ");
    assertThat(calls).hasValue(0);
  }

  @Test
  void aTurnThatNothingIsRecalledForHasNoToolThatRecalls() throws Exception {
    var recall = tool("recall_memory", _ -> "a secret");
    model.says("", call("c1", "recall_memory")).says("Nothing.");
    var start = StartTurn.newBuilder(ask()).setMemory(false).build();

    var turn = engine.with(5, recall).worker().run(engine.record(turnId, start));

    assertThat(request(0).path("tools").isMissingNode()).isTrue();
    assertThat(turn.getSteps().get(1).getError()).contains("recall_memory");
  }

  @Test
  void whatAToolRecallsIsOnTheTurnsRecordOnce() throws Exception {
    var tea = new RecalledMemory(new UUID(0, 1), "The user likes tea", 0.6);
    var cat = new RecalledMemory(new UUID(0, 2), "The user has a cat", 0.5);
    var recall =
        tool(
            "recall_memory",
            context -> {
              context.recalled().add(List.of(tea, cat));
              context.recalled().add(List.of(new RecalledMemory(new UUID(0, 1), "Tea", 0.9)));
              return "Tea, a cat";
            });
    model.says("", call("c1", "recall_memory")).says("Tea.");

    var turn = engine.with(5, recall).worker().run(question());

    assertThat(turn.getRecalled()).containsExactly(tea, cat);
  }

  @Test
  void whatAToolRecalledBeforeACrashIsOnTheTurnsRecordToo() throws Exception {
    var tea = new RecalledMemory(new UUID(0, 1), "The user likes tea", 0.6);
    var recall = tool("recall_memory", _ -> "Tea");
    engine
        .with(5, recall)
        .recalling((user, text) -> text.equals("drinks") ? List.of(tea) : List.of());
    var dying = engine.worker();
    model.says("", named("recall_memory", "{\"query\": \"drinks\"}")).hangsAfter("You li");
    var death = dying.inBackground(question());
    await().until(() -> engine.followed(turnId).endsWith("You li") || death.isDone());

    database.dead(dying.id);
    model.says("You like tea.");
    var turn = engine.worker().run(question());

    assertThat(turn.getAttempts()).isEqualTo(2);
    assertThat(turn.getRecalled()).containsExactly(tea);
  }

  @Test
  void aReplayGetsWhatWasRecordedAndRunsNoTool() throws Exception {
    var runs = new AtomicInteger();
    var tool = tool("clock", _ -> "run " + runs.incrementAndGet());
    var tea = new RecalledMemory(new UUID(0, 1), "The user likes tea", 0.6);
    model.says("", call("c1", "clock")).says("Noon.");
    var start =
        StartTurn.newBuilder(ask())
            .setMemory(false)
            .setRecording(
                new Recording(
                    List.of(tea), List.of(new RecordedCall("clock", "{}", "noon", false))))
            .build();

    var turn =
        engine
            .with(5, tool)
            .recalling((_, _) -> List.of(new RecalledMemory(new UUID(0, 2), "Other", 0.5)))
            .worker()
            .run(engine.record(turnId, start));

    assertThat(runs).hasValue(0);
    assertThat(turn.getSteps().get(1).getOutput()).isEqualTo("noon");
    assertThat(turn.getRecalled()).containsExactly(tea);
    assertThat(turn.getAnswer()).isEqualTo("Noon.");
  }

  /** Such as a title for a conversation, for which a frontend asks by itself. */
  @Test
  void aTaskOfAClientGoesToTheModelAlone() throws Exception {
    model.says("A title");
    var start =
        StartTurn.newBuilder(ask())
            .setOrigin(Origin.TASK)
            .setContext(ContextSource.AS_SENT)
            .setMemory(false)
            .build();

    var turn =
        engine.with(5, tool("clock", _ -> "noon")).worker().run(engine.record(turnId, start));

    assertThat(turn.getAnswer()).isEqualTo("A title");
    assertThat(sent(0)).containsExactly("user:Question");
    assertThat(request(0).has("tools")).isFalse();
    assertThat(turn.getPromptVersion()).isEmpty();
  }

  private static StartTurn ask() {
    return EngineFixture.ask("sim", "Question");
  }

  private static String meet(CountDownLatch latch, String result) throws InterruptedException {
    latch.countDown();
    latch.await();
    return result;
  }

  private org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> question() {
    return engine.record(turnId, ask());
  }

  private static ToolExecutionRequest call(String id, String name) {
    return TurnStepsTest.request(id, name);
  }

  private static ToolExecutionRequest named(String name, String arguments) {
    return ToolExecutionRequest.builder().id("c1").name(name).arguments(arguments).build();
  }

  private JsonNode request(int number) {
    return List.copyOf(model.requests).get(number);
  }

  /** The messages of a request as role:content. */
  private List<String> sent(int number) {
    return request(number).path("messages").valueStream().map(AgentLoopTest::line).toList();
  }

  private static String line(JsonNode message) {
    return message.path("role").asString() + ":" + message.path("content").asString("");
  }

  private interface Call {
    String run(ToolContext context) throws ToolException, InterruptedException;
  }

  private static Tool tool(String name, Call call) {
    return new Tool() {
      @Override
      public ToolSpecification specification() {
        return ToolSpecification.builder()
            .name(name)
            .description(name)
            .parameters(JsonObjectSchema.builder().build())
            .build();
      }

      @Override
      public String call(String arguments, ToolContext context)
          throws ToolException, InterruptedException {
        return call.run(context);
      }
    };
  }
}
