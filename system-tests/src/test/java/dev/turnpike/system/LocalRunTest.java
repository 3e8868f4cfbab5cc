package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.testing.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does, in one story: each start costs seconds, so the steps share them. */
class LocalRunTest {

  @TempDir private Path folder;

  @Test
  void aConversationGoesOnOverAStopAndAKill() {
    Path data = folder.resolve("data");
    Commands turnpike = new Commands(data);
    int port = FreePort.find();

    try (ChildJvm up = turnpike.ready(Map.of(), "--port", port)) {
      assertThat(up.output().getLast()).startsWith("Turnpike is ready at http://localhost:" + port);
      assertThat(turnpike.refused(turnpike.up(Map.of(), "--port", FreePort.find())))
          .contains("in use by process " + up.pid());
      assertThat(
              turnpike.refused(new Commands(folder.resolve("other")).up(Map.of(), "--port", port)))
          .contains("Port " + port + " is taken by another program");

      assertThat(turnpike.run("chat", "Hello, my name is Ada."))
          .first()
          .asString()
          .contains("(Simulated model)", "Ada");
      everyWordWentThroughKafka(turnpike);
      otherSessionsRemember(turnpike);
      assertThat(Readme.callsOfTheApi(port))
          .contains("\"type\":\"completed\"", "\"simulated\":true");
      turnpike.stop(up);
    }
    assertThat(data.resolve("endpoints.json")).doesNotExist();

    try (ChildJvm up = turnpike.ready(Map.of(), "--port", port)) {
      assertThat(turnpike.run("chat", "--continue", "I live in Paris."))
          .last()
          .asString()
          .contains("simulated model");
      up.kill();
    }

    try (ChildJvm up = turnpike.ready(Map.of(), "--port", port)) {
      assertThat(turnpike.run("chat", "--continue", "Where do I live?"))
          .first()
          .asString()
          .contains("Paris");
      turnpike.stop(up);
    }
  }

  private static void everyWordWentThroughKafka(Commands turnpike) {
    for (String topic : List.of("chat.requests", "turns.completed", "turns.scored")) {
      assertThat(turnpike.run("tail", topic, "--from-beginning", "--max", 1))
          .singleElement()
          .asString()
          .startsWith("{\"topic\":\"%s\",".formatted(topic));
    }
  }

  private static void otherSessionsRemember(Commands turnpike) {
    assertThat(turnpike.run("tail", "memory.changes", "--from-beginning", "--max", 1))
        .singleElement()
        .asString()
        .contains("Ada");
    assertThat(turnpike.run("chat", "What is my name?")).first().asString().contains("Ada");
  }
}
