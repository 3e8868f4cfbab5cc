package dev.turnpike.judge.verdict;

import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Usage;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.models.StructuredModel.Question;
import dev.turnpike.models.UnusableAnswerException;
import dev.turnpike.models.Usages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks a model for its verdict on a turn, a few times if what it says is no verdict. */
public final class Judge {

  /** The reasoning comes first, so that the score follows from it. */
  private static final JsonSchema SHAPE =
      JsonSchema.builder()
          .name("verdict")
          .rootElement(
              JsonObjectSchema.builder()
                  .addStringProperty("reasoning", "What decides, in one to three sentences.")
                  .addNumberProperty("score", "From 0 to 1.")
                  .required("reasoning", "score")
                  .build())
          .build();

  private static final int LONGEST_REASONING = 4_000;

  private final StructuredModel structured;
  private final int tries;

  /**
   * @param tries how often one verdict is asked for, the first time included
   */
  public Judge(StructuredModel structured, int tries) {
    this.structured = structured;
    this.tries = tries;
  }

  /**
   * @throws NoVerdictException when the model gave no valid verdict, however often it was asked
   */
  public Verdict judge(CompletedTurn turn, Assignment assignment)
      throws NoVerdictException, InterruptedException {
    var question =
        new Question(
            assignment.model(),
            assignment.rubric().instructions(),
            JudgedTurn.material(turn),
            SHAPE);
    List<Usage> used = new ArrayList<>();
    String last = "";
    for (int i = 0; i < tries; i++) {
      try {
        var verdict = verdict(question);
        used.add(verdict.usage());
        return new Verdict(verdict.score(), verdict.reasoning(), Usages.sum(used));
      } catch (UnusableAnswerException e) {
        if (e.usage().getInputTokens() > 0) { // else it was refused and cost nothing
          used.add(e.usage());
        }
        last = String.valueOf(e.getMessage());
      }
    }
    throw new NoVerdictException(
        "No verdict under %s in %d tries; the last: %s"
            .formatted(assignment.rubric().name(), tries, last),
        Usages.sum(used));
  }

  private Verdict verdict(Question question) throws InterruptedException {
    var answer = structured.ask(question);
    var score = answer.json().path("score");
    var reasoning = answer.json().path("reasoning");
    if (!score.isNumber() || !(score.asDouble() >= 0 && score.asDouble() <= 1)) {
      throw unusable(question, "score from 0 to 1", answer.usage());
    }
    if (!reasoning.isString() || storable(reasoning.asString()).isEmpty()) {
      throw unusable(question, "reasoning", answer.usage());
    }
    return new Verdict(score.asDouble(), storable(reasoning.asString()), answer.usage());
  }

  private static UnusableAnswerException unusable(Question question, String missing, Usage usage) {
    return new UnusableAnswerException(
        "The judge %s gave no %s".formatted(question.model(), missing), usage);
  }

  /** What the database can hold: no NUL, no half of a surrogate pair, and no novel. */
  private static String storable(String text) {
    var cut = text.length() <= LONGEST_REASONING ? text : text.substring(0, LONGEST_REASONING);
    var encodable = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return encodable.replace("\u0000", "").strip();
  }
}
