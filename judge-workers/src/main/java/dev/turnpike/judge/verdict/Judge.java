package dev.turnpike.judge.verdict;

import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.models.StructuredModel.Question;
import dev.turnpike.models.UnusableAnswerException;
import java.nio.charset.StandardCharsets;

/** Asks a model for its verdict on a turn. */
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

  private final StructuredModel structured;
  private final String model;
  private final boolean simulated;

  /**
   * @param model the one that judges
   * @param simulated whether that is the built-in simulated model
   */
  public Judge(StructuredModel structured, String model, boolean simulated) {
    this.structured = structured;
    this.model = model;
    this.simulated = simulated;
  }

  public String model() {
    return model;
  }

  public boolean simulated() {
    return simulated;
  }

  /**
   * @throws UnusableAnswerException when the model gave no valid verdict
   */
  public Verdict judge(CompletedTurn turn, Rubric rubric) throws InterruptedException {
    var answer =
        structured.ask(
            new Question(model, rubric.instructions(), JudgedTurn.material(turn), SHAPE));
    var score = answer.json().path("score");
    var reasoning = answer.json().path("reasoning");
    if (!score.isNumber() || !(score.asDouble() >= 0 && score.asDouble() <= 1)) {
      throw new UnusableAnswerException("The judge %s gave no score from 0 to 1".formatted(model));
    }
    if (!reasoning.isString()) {
      throw new UnusableAnswerException("The judge %s gave no reasoning".formatted(model));
    }
    return new Verdict(score.asDouble(), storable(reasoning.asString()), answer.usage());
  }

  /** What the database can hold: no NUL, no half of a surrogate pair. */
  private static String storable(String text) {
    var encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return encodable.replace("\u0000", "").strip();
  }
}
