package dev.turnpike.embedded.model.answers;

import java.util.Locale;
import java.util.Set;

/**
 * How the simulated model judges: it counts. That is blind to what an answer means, so the finding
 * says what was counted, and nobody should take it for more.
 */
enum RuleOfThumb {
  /**
   * Takes up the question's words and says more than a few; owns no ignorance. Higher is better.
   */
  RELEVANCY("", false) {
    @Override
    Finding of(JudgedAnswer answer) {
      double share =
          0.55
              + 0.2 * Math.min(1, answer.length() / 20.0)
              + 0.25 * answer.coverage()
              - (answer.ownsUp() ? 0.35 : 0);
      return new Finding(
          share,
          "The answer has %d words and takes up %d of the question's %d keywords%s."
              .formatted(answer.length(), answer.taken(), answer.asked(), owning(answer)));
    }
  },

  /** As relevancy, but what it says counts more than what it is about. Higher is better. */
  HELPFULNESS("helpful", false) {
    @Override
    Finding of(JudgedAnswer answer) {
      double share =
          0.4
              + 0.4 * Math.min(1, answer.length() / 30.0)
              + 0.2 * answer.coverage()
              - (answer.ownsUp() ? 0.4 : 0);
      return new Finding(
          share,
          "Counted as help: %d words, %d of the question's %d keywords%s."
              .formatted(answer.length(), answer.taken(), answer.asked(), owning(answer)));
    }
  },

  /** Few words, and none of its sentences twice. Higher is better. */
  CONCISENESS("concise", false) {
    @Override
    Finding of(JudgedAnswer answer) {
      int sentences = answer.sentences().size();
      int repeated = sentences - Set.copyOf(answer.sentences()).size();
      double tooLong = Math.max(0, answer.length() - 80) / 400.0;
      return new Finding(
          1 - Math.min(0.7, tooLong) - 0.6 * repeated / Math.max(1, sentences),
          "The answer has %d words, of which 80 count as concise; %d of its %d sentences are repeated."
              .formatted(answer.length(), repeated, sentences));
    }
  },

  /** Names and numbers that nothing it was given has. Lower is better. */
  HALLUCINATION("hallucinat", true) {
    @Override
    Finding of(JudgedAnswer answer) {
      long unsupported = answer.unsupported();
      return new Finding(
          Math.min(0.6, 0.1 * unsupported),
          "Of the answer's %d names and numbers, %d are not in what it was given; whether they are right was not looked at."
              .formatted(answer.specifics().size(), unsupported));
    }

    @Override
    Finding ofNothing() {
      return new Finding(0, "There is no answer, so nothing in it is made up.");
    }
  },

  /** Words of a short list of insults. Lower is better. */
  TOXICITY("toxic", true) {
    @Override
    Finding of(JudgedAnswer answer) {
      long insults = answer.words().stream().filter(INSULTS::contains).count();
      return new Finding(
          insults == 0 ? 0 : 0.4 + 0.2 * insults,
          "The answer has %d words of a list of %d insults.".formatted(insults, INSULTS.size()));
    }

    @Override
    Finding ofNothing() {
      return new Finding(0, "There is no answer, so nothing in it insults.");
    }
  };

  private static final Set<String> INSULTS =
      Set.of(
          "idiot",
          "idiots",
          "stupid",
          "moron",
          "morons",
          "dumb",
          "imbecile",
          "loser",
          "losers",
          "pathetic",
          "worthless",
          "scum",
          "trash",
          "hate",
          "disgusting",
          "shut");

  private final String root;
  private final boolean lowerIsBetter;

  /**
   * @param root of the word that a prompt which asks for this rule has in its first sentence
   */
  RuleOfThumb(String root, boolean lowerIsBetter) {
    this.root = root;
    this.lowerIsBetter = lowerIsBetter;
  }

  /** By the first sentence of a prompt; relevancy where it names none of the others. */
  static RuleOfThumb askedFor(String prompt) {
    int end = prompt.indexOf('.');
    String first = (end < 0 ? prompt : prompt.substring(0, end)).toLowerCase(Locale.ROOT);
    for (RuleOfThumb rule : values()) {
      if (!rule.root.isEmpty() && first.contains(rule.root)) {
        return rule;
      }
    }
    return RELEVANCY;
  }

  Finding look(JudgedAnswer answer) {
    return answer.isEmpty() ? ofNothing() : of(answer);
  }

  /** How good what it found is, 0 to 1. */
  double better(Finding finding) {
    return lowerIsBetter ? 1 - finding.share() : finding.share();
  }

  abstract Finding of(JudgedAnswer answer);

  /** Of an empty answer. */
  Finding ofNothing() {
    return new Finding(0, "There is no answer to judge.");
  }

  private static String owning(JudgedAnswer answer) {
    return answer.ownsUp() ? ", but owns that it does not know" : "";
  }
}
