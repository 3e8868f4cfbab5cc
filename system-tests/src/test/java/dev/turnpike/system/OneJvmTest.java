package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories of a system in one JVM that share its start, for each start costs seconds. */
class OneJvmTest {

  private final TurnTraces traces = new TurnTraces();

  @TempDir private Path data;
  @TempDir private Path temporary;

  @AfterEach
  void close() {
    traces.close();
  }

  @Test
  void memoryIsSwitchedTextIsToldACollectorsOutageIsNobodyElsesAndNothingIsLeft() throws Exception {
    var turnpike = new Commands(data);
    int port = FreePort.find();
    var environment =
        traces.environment(
            Map.of(
                "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true",
                "OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic%20cGs6c2s=",
                "JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary));
    try (ChildJvm up = turnpike.ready(environment, "--port", port)) {
      MemorySwitch.holds(turnpike, port);

      var chat = Person.register(port).chat();
      assertThat(chat.say(TurnTraces.QUESTION)).isNotBlank();
      var trace = traces.finished(chat.id());
      assertThat(traces.collector().authorization()).isEqualTo("Basic cGs6c2s=");
      assertThat(TurnTraces.one(trace, "invoke_agent default").get("gen_ai.input.messages"))
          .isEqualTo(TurnTraces.QUESTION);
      assertThat(trace)
          .filteredOn(span -> span.name().startsWith("chat "))
          .allMatch(span -> span.get("gen_ai.input.messages").contains("\"parts\""))
          .anyMatch(span -> span.get("gen_ai.input.messages").contains(TurnTraces.SAID));
      assertThat(TurnTraces.one(trace, "execute_tool current_time").get("gen_ai.tool.call.result"))
          .isNotEmpty();

      traces.collector().refuse(500);
      assertThat(chat.say("What day is it?")).isNotBlank();
      traces.collector().fallSilent();
      assertThat(chat.say("What day is it?")).isNotBlank();
      turnpike.stop(up);
    }
    assertThat(filesIn(temporary)).isEmpty();
  }

  /** Libraries leave empty folders: they have them deleted before what is in them. */
  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> each = Files.walk(folder)) {
      return each.filter(Files::isRegularFile).toList();
    }
  }
}
