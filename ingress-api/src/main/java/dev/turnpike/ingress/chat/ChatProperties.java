package dev.turnpike.ingress.chat;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a chat may ask for.
 *
 * @param models the models that a request may name: whole names, or beginnings that end in {@code
 *     *}; none by default, so that the agent's own is used
 * @param answerDeadline how long a call that does not stream waits for its turn's end
 */
@ConfigurationProperties("turnpike.ingress")
record ChatProperties(
    @DefaultValue List<String> models, @DefaultValue("5m") Duration answerDeadline) {
  ChatProperties {
    models = List.copyOf(models);
    if (answerDeadline.isNegative() || answerDeadline.isZero()) {
      throw new StartRefused(
          "turnpike.ingress.answer-deadline is %s: give a positive time, such as 5m."
              .formatted(answerDeadline));
    }
  }

  boolean allows(String model) {
    return models.stream()
        .anyMatch(
            allowed ->
                allowed.endsWith("*")
                    ? model.startsWith(allowed.substring(0, allowed.length() - 1))
                    : model.equals(allowed));
  }
}
