package dev.turnpike.judge.scoring;

import java.util.Locale;

/** Why a turn is not judged under a rubric. */
public enum Skip {
  /** It is not among the turns that the rubric's sample rate draws. */
  NOT_SAMPLED,
  /** The model that would judge is the one that answered. */
  OWN_MODEL,
  /** Nothing is left of the daily budget. */
  BUDGET,
  /** Its user is forgotten. */
  FORGOTTEN;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
