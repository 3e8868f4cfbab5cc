package dev.turnpike.judge.verdict;

import dev.turnpike.events.Usage;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.models.StructuredModel.Answer;
import dev.turnpike.models.StructuredModel.Question;
import dev.turnpike.models.UnusableAnswerException;
import dev.turnpike.models.Usages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks a judging model, a few times if what it says can't be read. */
final class Asker {

  private static final int LONGEST_REASONING = 4_000;

  private final StructuredModel structured;
  private final int tries;

  /**
   * @param tries how often one thing is asked for, the first time included
   */
  Asker(StructuredModel structured, int tries) {
    this.structured = structured;
    this.tries = tries;
  }

  /** Reads an answer, or says by an exception what it lacks. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Answer answer) throws MissingException;
  }

  /** What was read, and what all tries together consumed. */
  record Told<T>(T what, Usage usage) {}

  <T> Told<T> ask(Question question, String rubric, Reader<T> reader)
      throws NoVerdictException, InterruptedException {
    List<Usage> used = new ArrayList<>();
    String last = "";
    for (int i = 0; i < tries; i++) {
      try {
        var answer = structured.ask(question);
        used.add(answer.usage());
        return new Told<>(reader.read(answer), Usages.sum(used));
      } catch (MissingException e) {
        last = "The judge %s gave no %s".formatted(question.model(), e.getMessage());
      } catch (UnusableAnswerException e) {
        if (e.usage().getInputTokens() > 0) { // else it was refused and cost nothing
          used.add(e.usage());
        }
        last = String.valueOf(e.getMessage());
      }
    }
    throw new NoVerdictException(
        "No verdict under %s in %d tries; the last: %s".formatted(rubric, tries, last),
        Usages.sum(used));
  }

  static String reasoning(Answer answer) throws MissingException {
    var reasoning = answer.json().path("reasoning");
    if (!reasoning.isString() || storable(reasoning.asString()).isEmpty()) {
      throw new MissingException("reasoning");
    }
    return storable(reasoning.asString());
  }

  /** What the database can hold: no NUL, no half of a surrogate pair, and no novel. */
  private static String storable(String text) {
    var cut = text.length() <= LONGEST_REASONING ? text : text.substring(0, LONGEST_REASONING);
    var encodable = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return encodable.replace("\u0000", "").strip();
  }

  /** An answer lacks what it must have, which the message names. */
  static final class MissingException extends Exception {
    MissingException(String what) {
      super(what);
    }
  }
}
