package dev.turnpike.embedded.model.answers;

/**
 * What a rule of thumb says of an answer.
 *
 * @param share of the way from the least to the greatest score
 */
record Finding(double share, String reasoning) {

  Finding {
    share = Math.clamp(share, 0, 1);
  }
}
