package dev.turnpike.ingress.openai;

import dev.turnpike.platform.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How OpenAI's API is offered.
 *
 * @param cancelOnDisconnect whether a turn is cancelled when its client closes the stream, since
 *     that API has no other way to say so; never done to responses in the background
 * @param maxMessageChars longest message, in characters; conversations are sent whole, so it is
 *     larger than the native API's, and the whole body has its own limit
 * @param maxMessages most messages of a request
 */
@ConfigurationProperties("turnpike.ingress.openai")
public record OpenAiProperties(
    @DefaultValue("true") boolean cancelOnDisconnect,
    @DefaultValue("100000") int maxMessageChars,
    @DefaultValue("1000") int maxMessages) {
  public OpenAiProperties {
    requirePositive("max-message-chars", maxMessageChars);
    requirePositive("max-messages", maxMessages);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new StartRefused(
          "turnpike.ingress.openai.%s is %d: give at least 1.".formatted(name, value));
    }
  }
}
