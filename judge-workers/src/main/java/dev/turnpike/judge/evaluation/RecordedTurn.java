package dev.turnpike.judge.evaluation;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.events.RecordedCall;
import dev.turnpike.events.Recording;
import dev.turnpike.events.Role;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A completed turn as a question with what it was given then, and as the answer to it. */
record RecordedTurn(CompletedTurn turn) {

  /** As clients are shown it. */
  private static final int SHOWN_RESULT = 2_000;

  private static final String RECALL = "recall_memory";
  private static final double NANO = 1e9;
  private static final double MICROS_A_MILLI = 1_000;

  /** Without a question of the user's there is nothing to ask. */
  boolean isAskable() {
    return !messages().isEmpty() && messages().getLast().isUsers();
  }

  /** Whether the model was given more history than is on record. */
  boolean hadMoreHistory() {
    return turn.getHistoryMessages() > turn.getRecentHistory().size();
  }

  boolean usedTools() {
    return !calls().isEmpty();
  }

  Item item() {
    var recording =
        Recording.newBuilder()
            .setRecalled(turn.getRecalled().stream().filter(this::isKnownFromTheStart).toList())
            .setToolCalls(
                calls().stream()
                    .map(
                        step ->
                            new RecordedCall(
                                step.getName(),
                                step.getInput(),
                                step.getOutput(),
                                step.getError() != null))
                    .toList())
            .build();
    return new Item(
        turn.getTurnId().toString(),
        messages(),
        null,
        Checks.NONE,
        List.of("agent " + turn.getAgent(), "recorded " + turn.getTimings().getAcceptedAt()),
        recording);
  }

  Answered answered() {
    var timings = turn.getTimings();
    var usage = turn.getUsage();
    var cost = usage.getCostNanoUsd();
    return new Answered(
        turn.getTurnId().toString(),
        turn.getStatus().name().toLowerCase(Locale.ROOT),
        turn.getAnswer(),
        turn.getError() == null ? null : turn.getError().getMessage(),
        turn.getAgent(),
        turn.getModel(),
        turn.getSimulated(),
        turn.getPromptVersion(),
        turn.getAttempts(),
        timings.getFirstTokenAt() == null
            ? null
            : millis(timings.getAcceptedAt(), timings.getFirstTokenAt()),
        millis(timings.getAcceptedAt(), timings.getFinishedAt()),
        usage.getInputTokens(),
        usage.getOutputTokens(),
        cost == null ? null : cost / NANO,
        calls().stream().map(RecordedTurn::use).toList());
  }

  /** What the model looked up in mid-turn comes again with the recorded call. */
  private boolean isKnownFromTheStart(RecalledMemory memory) {
    return calls().stream()
        .noneMatch(
            step -> step.getName().equals(RECALL) && step.getOutput().contains(memory.getText()));
  }

  private List<Message> messages() {
    return Stream.concat(turn.getRecentHistory().stream(), turn.getInput().stream())
        .filter(RecordedTurn::isSayable)
        .map(Message::of)
        .toList();
  }

  private static boolean isSayable(ChatMessage message) {
    return message.getRole() != Role.UNKNOWN && !message.getContent().isEmpty();
  }

  private List<Step> calls() {
    return turn.getSteps().stream().filter(step -> step.getKind() == StepKind.TOOL_CALL).toList();
  }

  private static Answered.ToolUse use(Step step) {
    var output = step.getOutput();
    return new Answered.ToolUse(
        step.getName(),
        step.getInput(),
        output.length() <= SHOWN_RESULT ? output : output.substring(0, SHOWN_RESULT),
        step.getError() != null);
  }

  private static double millis(@Nullable Instant from, Instant to) {
    return from == null ? 0 : Duration.between(from, to).toNanos() / (1_000 * MICROS_A_MILLI);
  }
}
