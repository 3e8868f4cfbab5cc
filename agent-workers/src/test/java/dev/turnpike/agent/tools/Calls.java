package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Calls as the engine makes them. */
final class Calls {

  private Calls() {}

  static ToolContext context() {
    return contextFor(Duration.ofMinutes(1));
  }

  static ToolContext contextFor(Duration time) {
    return new ToolContext(
        UUID.fromString("0198c0de-0000-7000-8000-000000000001"),
        "session-1",
        "user-1",
        1,
        "call-1",
        Instant.now().plus(time),
        new RecalledMemories());
  }

  static ToolExecutionRequest request(String name, String arguments) {
    return ToolExecutionRequest.builder().id("call-1").name(name).arguments(arguments).build();
  }
}
