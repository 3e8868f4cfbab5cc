package dev.turnpike.judge.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one question.
 *
 * @param turn its id; empty if none was begun
 * @param status completed, failed or cancelled; {@code refused} if it was not taken
 * @param answer as far as it came
 * @param error why it did not complete; null if it did
 * @param firstTokenMs from the request to the first piece of the answer; null if none came
 * @param totalMs from the request to the end
 * @param costUsd null when the model has no price
 */
public record Answered(
    String turn,
    String status,
    String answer,
    @Nullable String error,
    String agent,
    String model,
    boolean simulated,
    String promptVersion,
    int attempts,
    @Nullable Double firstTokenMs,
    double totalMs,
    long inputTokens,
    long outputTokens,
    @Nullable Double costUsd,
    List<ToolUse> tools) {

  public Answered {
    tools = List.copyOf(tools);
  }

  /**
   * A tool that the agent called for its answer.
   *
   * @param result as it is shown to clients, which may be cut
   */
  public record ToolUse(String name, String arguments, String result, boolean failed) {}

  /** One that was never begun. */
  public static Answered refused(String why, double afterMs) {
    return new Answered(
        "", "refused", "", why, "", "", false, "", 0, null, afterMs, 0, 0, null, List.of());
  }

  public boolean completed() {
    return status.equals("completed");
  }
}
