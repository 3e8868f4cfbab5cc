package dev.turnpike.platform;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Reads all settings of a service before any bean is made, and gathers everything that is missing,
 * wrong, or not for this deployment: so that whoever sets a service up is told once and not one by
 * one.
 */
final class ConfigurationReview {
  private static final String OURS = "dev.turnpike.";

  private final Environment environment;
  private final Set<String> sentences = new LinkedHashSet<>();

  ConfigurationReview(Environment environment) {
    this.environment = environment;
  }

  /**
   * @throws StartRefused that tells all of it
   */
  static void run(Environment environment, ConfigurableListableBeanFactory beans) {
    List<String> sentences = sentences(environment, beans);
    if (!sentences.isEmpty()) {
      throw StartRefused.of(sentences);
    }
  }

  /** All of it, for somebody who asks. */
  static List<String> sentences(Environment environment, ConfigurableListableBeanFactory beans) {
    ConfigurationReview review = new ConfigurationReview(environment);
    Deployment.refusal(environment).ifPresent(review.sentences::add);
    for (String name : beans.getBeanDefinitionNames()) {
      @Nullable Class<?> type = beans.getType(name, false);
      if (type != null && type.getName().startsWith(OURS)) {
        review.bind(type);
      }
    }
    review.rules();
    return List.copyOf(review.sentences);
  }

  private void bind(Class<?> type) {
    var annotation = MergedAnnotations.from(type).get(ConfigurationProperties.class);
    if (!annotation.isPresent() || !type.isRecord()) {
      return;
    }
    try {
      var _ = Binder.get(environment).bindOrCreate(annotation.getString("prefix"), type);
    } catch (BindException e) {
      sentences.add(sentence(e));
    }
  }

  /** What a record says itself, or which of its values is of no such kind. */
  private static String sentence(BindException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof StartRefused refused) {
        return refused.sentence();
      }
    }
    var property = failure.getProperty();
    return property == null
        ? "%s can't be read: %s.".formatted(failure.getName(), Reasons.of(failure))
        : "%s can't be read as %s (%s): write another value."
            .formatted(
                property.getName(),
                failure.getTarget().getType().toString().replaceAll(".*\\.", ""),
                String.valueOf(property.getOrigin()));
  }

  private void rules() {
    Deployment deployment = Deployment.of(environment);
    if (deployment.isServing()) {
      SpringFactoriesLoader.forDefaultResourceLocation()
          .load(DeploymentRule.class)
          .forEach(rule -> sentences.addAll(rule.broken(environment, deployment)));
    }
  }
}
