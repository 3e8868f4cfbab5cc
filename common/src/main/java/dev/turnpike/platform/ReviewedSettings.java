package dev.turnpike.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A service that has read its settings and was stopped before it did anything with them.
 *
 * @param environment all its settings, its files and defaults included
 * @param sentences what is missing, wrong or not for its deployment; empty if it would start
 */
public record ReviewedSettings(ConfigurableEnvironment environment, List<String> sentences) {

  public ReviewedSettings {
    sentences = List.copyOf(sentences);
  }

  /**
   * Reads them as at a start. Nothing is connected to and no bean is made.
   *
   * @param application of the service
   * @param variables under the names of environment variables; they win over the process's own
   */
  public static ReviewedSettings of(
      SpringApplicationBuilder application, Map<String, String> variables) {
    AtomicReference<ReviewedSettings> reviewed = new AtomicReference<>();
    try {
      application
          .properties(quiet(variables))
          .logStartupInfo(false)
          .registerShutdownHook(false)
          .initializers(
              context -> {
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "given-systemEnvironment", new HashMap<>(variables)));
                context.addBeanFactoryPostProcessor(
                    beans -> {
                      reviewed.set(
                          new ReviewedSettings(
                              context.getEnvironment(),
                              ConfigurationReview.sentences(context.getEnvironment(), beans)));
                      throw new AbandonedRunException(context);
                    });
              })
          .run();
    } catch (AbandonedRunException stopped) {
      ConfigurableApplicationContext context = stopped.getApplicationContext();
      if (context != null) {
        context.close();
      }
    }
    ReviewedSettings service = reviewed.get();
    if (service == null) {
      throw new IllegalStateException("The service did not come to its settings.");
    }
    return service;
  }

  private static Map<String, Object> quiet(Map<String, String> variables) {
    Map<String, Object> early = new HashMap<>();
    early.put("logging.level.root", "off");
    early.put("logging.level.org.apache.kafka", "off");
    early.put("logging.level.org.apache.kafka.clients.NetworkClient", "off");
    String deployment = variables.get("TURNPIKE_ENVIRONMENT");
    if (deployment != null) { // It is read before the variables are there.
      early.put("turnpike.environment", deployment);
    }
    return early;
  }
}
