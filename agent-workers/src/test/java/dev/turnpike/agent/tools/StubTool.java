package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A tool that does what the test says. */
record StubTool(String name, @Nullable Duration timeout, Work work) implements Tool {

  interface Work {
    String call(String arguments, ToolContext context) throws ToolException, InterruptedException;
  }

  static StubTool of(String name, Work work) {
    return new StubTool(name, null, work);
  }

  static StubTool named(String name) {
    return of(name, (_, _) -> name);
  }

  /** Waits for ever, until it is interrupted. */
  static StubTool hanging(String name, @Nullable Duration timeout) {
    return new StubTool(
        name,
        timeout,
        (_, _) -> {
          new CountDownLatch(1).await();
          return "";
        });
  }

  @Override
  public ToolSpecification specification() {
    return ToolSpecification.builder().name(name).description("A test's tool").build();
  }

  @Override
  public String call(String arguments, ToolContext context)
      throws ToolException, InterruptedException {
    return work.call(arguments, context);
  }
}
