package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.turnpike.agent.tools.Tool;
import dev.turnpike.agent.tools.ToolContext;
import dev.turnpike.testing.LogLines;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a worker's log tells about a turn: whose it is, and nothing that was said in it. */
class TurnLogTest {

  private static final AgentDatabase database = AgentDatabase.create();
  private static final String MARK = "marked-4e1f0c";

  private final ScriptedModel model = new ScriptedModel();
  private final UUID turnId = UUID.randomUUID();
  private final LogLines lines = LogLines.open();

  TurnLogTest() throws IOException {}

  @AfterEach
  void close() {
    lines.close();
    model.close();
    MDC.clear();
  }

  @Test
  void linesOfTurnsAndToolsNameRequestUserSessionAndTurn() throws Exception {
    try (var engine = new EngineFixture(database, model.baseUrl())) {
      model.says("", call()).says("Answer " + MARK);

      run(engine.with(5, new Broken()));

      assertThat(lines.saying("A tool failed unexpectedly")).hasSize(1);
      assertThat(lines.saying("Turn ended"))
          .singleElement()
          .satisfies(line -> assertThat(line.whole()).contains("status=\"COMPLETED\""));
      requireContextWithoutPayload(engine);
    }
  }

  @Test
  void turnsThatFailTellNothingThatWasSaid() throws Exception {
    try (var engine = new EngineFixture(database, URI.create("http://127.0.0.1:1/v1"))) {
      run(engine);

      assertThat(lines.saying("Turn ended"))
          .singleElement()
          .satisfies(line -> assertThat(line.whole()).contains("status=\"FAILED\""));
      requireContextWithoutPayload(engine);
    }
  }

  private void run(EngineFixture engine) throws Exception {
    engine.worker().run(engine.record(turnId, EngineFixture.ask("sim", "Question " + MARK)));
  }

  private void requireContextWithoutPayload(EngineFixture engine) {
    assertThat(lines.all())
        .filteredOn(line -> line.logger().startsWith("dev.turnpike.agent"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.context())
                    .containsEntry("request_id", "request-1")
                    .containsEntry("user_id", "ada")
                    .containsEntry("session_id", engine.session)
                    .containsEntry("turn_id", turnId.toString()));
    assertThat(lines.all()).noneMatch(line -> line.whole().contains(MARK));
  }

  private static ToolExecutionRequest call() {
    return ToolExecutionRequest.builder()
        .id("c1")
        .name("broken")
        .arguments("{\"text\":\"%s\"}".formatted(MARK))
        .build();
  }

  /** Fails with what it was given in its message. */
  private static final class Broken implements Tool {
    @Override
    public ToolSpecification specification() {
      var text = JsonObjectSchema.builder().addStringProperty("text").build();
      return ToolSpecification.builder().name("broken").description("?").parameters(text).build();
    }

    @Override
    public String call(String arguments, ToolContext context) {
      throw new IllegalStateException("It was given " + arguments);
    }
  }
}
