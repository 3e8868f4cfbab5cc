package dev.turnpike.embedded.model.knobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one answer is given.
 *
 * @param ttft time from the request to the first token
 * @param gap time from one token to the next
 * @param tokens the exact number of tokens of text; null for as many as the answer has
 * @param text where the text comes from
 * @param seed chooses among the lorem texts
 * @param fault what goes wrong; null for nothing
 */
public record Knobs(
    Duration ttft,
    Duration gap,
    @Nullable Integer tokens,
    TextKind text,
    long seed,
    @Nullable Fault fault) {

  /** Quick, but visibly streaming. */
  public static final Knobs DEMO =
      new Knobs(Duration.ofMillis(150), Duration.ofMillis(15), null, TextKind.ANSWER, 1, null);

  /** Reads a model's name, {@code sim} or {@code sim:knob=value,…}, over these defaults. */
  public Knobs of(String modelName) {
    return ModelName.parse(modelName).over(this);
  }

  /** Reads knobs alone, {@code knob=value,…}, over these defaults; "" changes nothing. */
  public Knobs with(String knobs) {
    return KnobParser.parse(knobs, knobs, this);
  }
}
