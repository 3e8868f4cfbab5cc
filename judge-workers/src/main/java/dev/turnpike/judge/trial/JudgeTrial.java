package dev.turnpike.judge.trial;

import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.rubric.Rubrics;
import dev.turnpike.models.ModelConfiguration;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Has a judge score what is labelled, with the rubrics, prompts and tries of judge workers, and
 * holds what it says against the labels. Needs neither log nor database.
 */
public final class JudgeTrial {

  private JudgeTrial() {}

  /** Hears how far a trial is. Called by one thread at a time. */
  @FunctionalInterface
  public interface Listener {

    /**
     * @param rubric under which it judges now
     * @param all how many verdicts are asked for in the whole trial
     */
    void answered(String rubric, int done, int all);
  }

  /**
   * @throws TrialRefusal when there is nothing to try, or nobody
   */
  public static TrialReport run(TrialOptions options, Listener listener)
      throws InterruptedException {
    var sheets =
        options.items().isEmpty()
            ? SheetFile.committed()
            : options.items().stream().map(SheetFile::read).toList();
    try (var context = context(options)) {
      var rubrics = rubrics(context.getEnvironment(), options.rubrics());
      return new Trial(candidate(options, context), options.repeats(), listener)
          .of(rubrics, sheets, !options.items().isEmpty());
    }
  }

  private static List<Rubric> rubrics(Environment environment, List<String> wanted) {
    List<Rubric> all;
    try {
      all =
          Rubrics.load(
              environment.getProperty("turnpike.judge.rubrics", "classpath:rubrics/*.md"),
              environment.getProperty("turnpike.judge.rubrics-folder", ""));
    } catch (IllegalArgumentException e) {
      throw new TrialRefusal(String.valueOf(e.getMessage()), e);
    }
    var names = all.stream().map(Rubric::name).toList();
    for (String name : wanted) {
      if (!names.contains(name)) {
        throw new TrialRefusal(
            "There is no rubric %s: there are %s.".formatted(name, String.join(", ", names)));
      }
    }
    return all.stream().filter(r -> wanted.isEmpty() || wanted.contains(r.name())).toList();
  }

  private static Candidate candidate(TrialOptions options, ConfigurableApplicationContext context) {
    if (options.perfect()) {
      return new PerfectCandidate();
    }
    var environment = context.getEnvironment();
    var asked = options.judgeModel();
    int calls = environment.getProperty("turnpike.judge.concurrent-calls", Integer.class, 16);
    int tries = environment.getProperty("turnpike.judge.tries", Integer.class, 3);
    var models = context.getBean(Models.class);
    return new ModelCandidate(
        models,
        Objects.requireNonNullElseGet(
            asked, () -> environment.getProperty("turnpike.judge.model", "")),
        asked != null,
        new StructuredModel(models, calls),
        tries);
  }

  /** As the service would be configured by the same variables. */
  private static ConfigurableApplicationContext context(TrialOptions options) {
    Map<String, Object> environment = new HashMap<>(options.environment());
    return Platform.application(
            options.perfect() ? WithoutModels.class : WithModels.class, "judge-workers")
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .initializers(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "trial-systemEnvironment", environment)))
        .run();
  }

  /** Not annotated as configurations, so that the service does not find them. */
  @Import(ModelConfiguration.class)
  static class WithModels {

    @Bean
    MeterRegistry meterRegistry() {
      return new SimpleMeterRegistry();
    }
  }

  /** Labels need no model. */
  static class WithoutModels {}
}
