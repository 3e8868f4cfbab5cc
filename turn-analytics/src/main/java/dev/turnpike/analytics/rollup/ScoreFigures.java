package dev.turnpike.analytics.rollup;

import dev.turnpike.events.Rollup;
import dev.turnpike.events.ScoreRollup;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;

/** The sums over scores. */
public final class ScoreFigures implements Figures {

  private static final int TENTHS = 10;

  private long scores;
  private long simulated;
  private boolean lowerIsBetter;
  private double sum;
  private double sumOfSquares;
  private final long[] histogram = new long[TENTHS];

  @Override
  public void add(Rollup rollup) {
    ScoreRollup more = (ScoreRollup) rollup.getBody();
    scores += more.getScores();
    simulated += more.getSimulated();
    lowerIsBetter = more.getLowerIsBetter();
    sum += more.getSum();
    sumOfSquares += more.getSumOfSquares();
    int tenth = 0;
    for (Long each : more.getHistogram()) {
      histogram[tenth++] += each;
    }
  }

  void add(double score, boolean bySimulatedModel, boolean lowestIsBest) {
    scores++;
    simulated += bySimulatedModel ? 1 : 0;
    lowerIsBetter = lowestIsBest;
    sum += score;
    sumOfSquares += score * score;
    histogram[Math.clamp((int) (score * TENTHS), 0, TENTHS - 1)]++;
  }

  public long scores() {
    return scores;
  }

  public boolean simulated() {
    return simulated > 0;
  }

  public boolean lowerIsBetter() {
    return lowerIsBetter;
  }

  /** 0 of nothing. */
  public double mean() {
    return scores == 0 ? 0 : sum / scores;
  }

  @Override
  public SpecificRecord body(Dimensions dimensions) {
    return ScoreRollup.newBuilder()
        .setRubric(dimensions.value("rubric"))
        .setRubricVersion(dimensions.value("rubric_version"))
        .setJudgeModel(dimensions.value("judge_model"))
        .setAgent(dimensions.value("agent"))
        .setPromptVersion(dimensions.value("prompt_version"))
        .setAnswerModel(dimensions.value("answer_model"))
        .setRejudged(Boolean.parseBoolean(dimensions.value("rejudged")))
        .setLowerIsBetter(lowerIsBetter)
        .setScores(scores)
        .setSimulated(simulated)
        .setSum(sum)
        .setSumOfSquares(sumOfSquares)
        .setHistogram(Arrays.stream(histogram).boxed().toList())
        .build();
  }
}
