package dev.turnpike.judge.evaluation;

import dev.turnpike.judge.verdict.Judge;
import dev.turnpike.models.ModelConfiguration;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Models and rubrics, configured by the variables of the judge workers; no log and no database. */
final class GradingContext implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ConfigurableApplicationContext context;
  private final Judges judges;

  /**
   * @param environment wins over the process's own variables
   * @param rubrics names; empty for all
   */
  GradingContext(Map<String, String> environment, Set<String> rubrics) {
    this.context =
        Platform.application(Parts.class, "judge-workers")
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .initializers(
                starting ->
                    starting
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(
                            new SystemEnvironmentPropertySource(
                                "evaluation-systemEnvironment", new HashMap<>(environment))))
            .run();
    try {
      this.judges =
          Judges.of(
              setting("rubrics", "classpath:rubrics/*.md"),
              setting("rubrics-folder", ""),
              rubrics,
              setting("model", ""),
              Boolean.parseBoolean(setting("allow-own-model", "false")),
              context.getBean(Models.class));
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  Judges judges() {
    return judges;
  }

  AnswerGrader grader() {
    var model =
        new StructuredModel(
            context.getBean(Models.class), Integer.parseInt(setting("concurrent-calls", "16")));
    return new AnswerGrader(
        new Judge(model, Integer.parseInt(setting("tries", "3"))), judges, PATIENCE);
  }

  private String setting(String name, String otherwise) {
    return context.getEnvironment().getProperty("turnpike.judge." + name, otherwise);
  }

  @Override
  public void close() {
    context.close();
  }

  /** Not annotated as a configuration, so that the service does not find it. */
  @Import(ModelConfiguration.class)
  static class Parts {

    @Bean
    MeterRegistry meterRegistry() {
      return new SimpleMeterRegistry();
    }
  }
}
