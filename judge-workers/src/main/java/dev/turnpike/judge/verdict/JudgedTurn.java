package dev.turnpike.judge.verdict;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Role;
import dev.turnpike.events.StepKind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A turn as a rubric's prompt describes it to the judging model. */
public final class JudgedTurn {

  private static final int CONTEXT_MESSAGES = 6;
  private static final int TOOL_CALLS = 10;
  private static final int LONGEST_CONTEXT = 2_000;
  private static final int LONGEST = 20_000;

  private JudgedTurn() {}

  public static String material(CompletedTurn turn) {
    return material(turn, "");
  }

  /**
   * @param reference an answer that people found right; empty for none
   */
  static String material(CompletedTurn turn, String reference) {
    return part("context", join(context(turn), right(reference)))
        + "\n"
        + part("user", asked(turn.getInput()))
        + "\n"
        + part("assistant", inert(turn.getAnswer(), LONGEST));
  }

  /** Of two turns that were asked the same. */
  static String material(CompletedTurn a, CompletedTurn b) {
    var first = context(a);
    var second = context(b);
    return String.join(
        "\n",
        first.equals(second)
            ? part("context", first)
            : part("context_a", first) + "\n" + part("context_b", second),
        part("user", asked(a.getInput())),
        part("answer_a", inert(a.getAnswer(), LONGEST)),
        part("answer_b", inert(b.getAnswer(), LONGEST)));
  }

  private static String part(String name, String text) {
    return "<%s>\n%s\n</%s>".formatted(name, text, name);
  }

  private static String context(CompletedTurn turn) {
    var history = turn.getRecentHistory();
    var context = history.subList(Math.max(0, history.size() - CONTEXT_MESSAGES), history.size());
    return join(earlier(context), recalled(turn), tools(turn));
  }

  private static String join(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"));
  }

  private static String right(String reference) {
    return reference.isEmpty()
        ? ""
        : "A right answer, for comparison: " + inert(reference, LONGEST);
  }

  private static String recalled(CompletedTurn turn) {
    return turn.getRecalled().stream()
        .map(memory -> "Remembered: " + inert(memory.getText(), LONGEST_CONTEXT))
        .collect(Collectors.joining("\n"));
  }

  private static String tools(CompletedTurn turn) {
    return turn.getSteps().stream()
        .filter(step -> step.getKind() == StepKind.TOOL_CALL)
        .limit(TOOL_CALLS)
        .map(
            step ->
                "Returned by the tool %s: %s"
                    .formatted(
                        inert(step.getName(), 100), inert(step.getOutput(), LONGEST_CONTEXT)))
        .collect(Collectors.joining("\n"));
  }

  private static String earlier(List<ChatMessage> context) {
    return context.stream()
        .filter(m -> m.getRole() == Role.USER || m.getRole() == Role.ASSISTANT)
        .map(
            m ->
                "Earlier, the %s: %s"
                    .formatted(
                        m.getRole() == Role.USER ? "user" : "assistant",
                        inert(m.getContent(), LONGEST_CONTEXT)))
        .collect(Collectors.joining("\n"));
  }

  private static String asked(List<ChatMessage> input) {
    return input.stream()
        .filter(m -> m.getRole() == Role.USER)
        .map(m -> inert(m.getContent(), LONGEST))
        .collect(Collectors.joining("\n"));
  }

  /** Not longer than allowed, and unable to open or close one of our tags. */
  private static String inert(String text, int longest) {
    var cut = text.length() <= longest ? text : text.substring(0, longest) + " …";
    return cut.replaceAll("(?i)<(/?\\s*(context|user|assistant|answer)(_[ab])?\\b)", "‹$1");
  }
}
