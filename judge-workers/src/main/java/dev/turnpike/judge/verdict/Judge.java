package dev.turnpike.judge.verdict;

import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.judge.verdict.Asker.MissingException;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.models.StructuredModel.Answer;
import dev.turnpike.models.StructuredModel.Question;

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

  private final Asker asker;

  /**
   * @param tries how often one verdict is asked for, the first time included
   */
  public Judge(StructuredModel structured, int tries) {
    this.asker = new Asker(structured, tries);
  }

  /**
   * @throws NoVerdictException when the model gave no valid verdict, however often it was asked
   */
  public Verdict judge(CompletedTurn turn, Assignment assignment)
      throws NoVerdictException, InterruptedException {
    return judge(turn, "", assignment);
  }

  /**
   * @param reference an answer that people found right; empty for none
   * @throws NoVerdictException when the model gave no valid verdict, however often it was asked
   */
  public Verdict judge(CompletedTurn turn, String reference, Assignment assignment)
      throws NoVerdictException, InterruptedException {
    var rubric = assignment.rubric();
    var question =
        new Question(
            assignment.model(), rubric.instructions(), JudgedTurn.material(turn, reference), SHAPE);
    var told = asker.ask(question, rubric.name(), Judge::read);
    return new Verdict(told.what().score(), told.what().reasoning(), told.usage());
  }

  private static Verdict read(Answer answer) throws MissingException {
    var score = answer.json().path("score");
    if (!score.isNumber() || !(score.asDouble() >= 0 && score.asDouble() <= 1)) {
      throw new MissingException("score from 0 to 1");
    }
    return new Verdict(score.asDouble(), Asker.reasoning(answer), answer.usage());
  }
}
