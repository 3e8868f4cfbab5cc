package dev.turnpike.ingress.chat;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a turn may ask for, whichever API it comes through.
 *
 * @param models the models that a request may name: whole names, or beginnings that end in {@code
 *     *}; none by default, so that the agent's own is used
 * @param answerDeadline how long a call that does not stream waits for its turn's end
 * @param busyPatience how long a streamed turn that is to be rejected when its session is busy
 *     waits for a worker to say so; after that its stream opens, and says what comes
 */
@ConfigurationProperties("turnpike.ingress")
public record ChatProperties(
    @DefaultValue List<String> models,
    @DefaultValue("5m") Duration answerDeadline,
    @DefaultValue("5s") Duration busyPatience) {
  public ChatProperties {
    models = List.copyOf(models);
    requirePositive("answer-deadline", answerDeadline, "5m");
    requirePositive("busy-patience", busyPatience, "5s");
  }

  private static void requirePositive(String name, Duration value, String example) {
    if (value.isNegative() || value.isZero()) {
      throw new StartRefused(
          "turnpike.ingress.%s is %s: give a positive time, such as %s."
              .formatted(name, value, example));
    }
  }

  public boolean allows(String model) {
    return models.stream()
        .anyMatch(
            allowed ->
                allowed.endsWith("*")
                    ? model.startsWith(allowed.substring(0, allowed.length() - 1))
                    : model.equals(allowed));
  }
}
