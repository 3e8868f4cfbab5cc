package dev.turnpike.operations.recovery;

import dev.turnpike.agent.AgentWorkersApplication;
import dev.turnpike.ingress.IngressApplication;
import dev.turnpike.judge.JudgeWorkersApplication;
import dev.turnpike.memory.MemoryExtractorApplication;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** All services that write to the database, in this JVM. */
final class RunningServices implements AutoCloseable {

  /** The same for all, so that tokens are good again after a start. */
  private static final String SECRET = "c29tZS1zZWNyZXQtb2YtdGhlLXRlc3RzLTE4NDMtNzc=";

  private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();
  private final int port;

  private RunningServices(TestDatabase database) {
    ConfigurableApplicationContext ingress =
        start(
            IngressApplication.application(),
            database,
            "--turnpike.ingress.tokens.secret=" + SECRET);
    var _ = start(AgentWorkersApplication.application(), database, "--turnpike.agent.grace=0s");
    var _ = start(MemoryExtractorApplication.application(), database);
    var _ = start(JudgeWorkersApplication.application(), database);
    port = ingress.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  static RunningServices on(TestDatabase database) {
    return new RunningServices(database);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    contexts.reversed().forEach(ConfigurableApplicationContext::close);
  }

  private ConfigurableApplicationContext start(
      SpringApplicationBuilder application, TestDatabase database, String... more) {
    var context = application.run(TestPlatform.shared().serviceArguments(database, more));
    contexts.add(context);
    return context;
  }
}
