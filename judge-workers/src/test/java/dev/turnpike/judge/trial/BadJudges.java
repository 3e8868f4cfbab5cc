package dev.turnpike.judge.trial;

import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.NoVerdictException;
import dev.turnpike.judge.verdict.Preference;
import dev.turnpike.judge.verdict.Verdict;
import dev.turnpike.judge.verdict.Winner;
import dev.turnpike.models.Usages;
import java.util.List;
import java.util.Random;

/** Judges that nobody should have, each bad in a way of its own. */
final class BadJudges {

  private BadJudges() {}

  /** Gives everything the same score, and always prefers what is shown first. */
  static Candidate indifferent() {
    return judge((_, _) -> 0.5, (_, _) -> Winner.A);
  }

  /** Right in its order, wrong in its direction. */
  static Candidate inverted() {
    return judge(
        (item, _) -> 1 - item.label(),
        (pair, swapped) -> swapped ? pair.better() : pair.better().swapped());
  }

  /** Right about scores, and never decides. */
  static Candidate undecided() {
    return judge((item, _) -> item.label(), (_, _) -> Winner.TIE);
  }

  /** Guesses, with a seed. */
  static Candidate guessing(long seed) {
    var random = new Random(seed);
    return judge(
        (_, _) -> 0.25 * random.nextInt(5),
        (_, _) -> List.of(Winner.values()).get(random.nextInt(3)));
  }

  /** Right on the whole, and never twice the same. */
  static Candidate wavering() {
    var random = new Random(3);
    return judge(
        (item, _) -> Math.clamp(item.label() + 0.2 * (random.nextDouble() - 0.5), 0, 1),
        (pair, swapped) -> swapped ? pair.better().swapped() : pair.better());
  }

  /** Gives no verdict on injections, and else the label. */
  static Candidate speechless() {
    var perfect = new PerfectCandidate();
    return new Named() {
      @Override
      public Verdict score(Item item, Rubric rubric) throws NoVerdictException {
        if (item.kind().equals("injection")) {
          throw new NoVerdictException("nothing", Usages.none());
        }
        return perfect.score(item, rubric);
      }

      @Override
      public Preference compare(Pair pair, boolean swapped, Rubric rubric)
          throws NoVerdictException {
        if (swapped) {
          throw new NoVerdictException("nothing", Usages.none());
        }
        return perfect.compare(pair, swapped, rubric);
      }
    };
  }

  private interface Scoring {
    double score(Item item, Rubric rubric);
  }

  private interface Choosing {
    /** As the answers are shown. */
    Winner winner(Pair pair, boolean swapped);
  }

  private static Candidate judge(Scoring scoring, Choosing choosing) {
    return new Named() {
      @Override
      public synchronized Verdict score(Item item, Rubric rubric) {
        return new Verdict(scoring.score(item, rubric), "Because.", Usages.none());
      }

      @Override
      public synchronized Preference compare(Pair pair, boolean swapped, Rubric rubric) {
        return new Preference(choosing.winner(pair, swapped), "Because.", Usages.none());
      }
    };
  }

  private abstract static class Named implements Candidate {
    @Override
    public String model(Rubric rubric) {
      return "bad";
    }

    @Override
    public Kind kind(Rubric rubric) {
      return Kind.MODEL;
    }
  }
}
