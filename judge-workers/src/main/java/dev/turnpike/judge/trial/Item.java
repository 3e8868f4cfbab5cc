package dev.turnpike.judge.trial;

/**
 * An answer, and the score that it has under a rubric by those who labelled it.
 *
 * @param label on the rubric's anchored scale: 0, 0.25, 0.5, 0.75 or 1
 * @param why in one line
 * @param kind what makes it hard, or {@link #PLAIN}
 * @param language its ISO 639-1 code
 */
record Item(
    String name,
    double label,
    String why,
    String kind,
    String language,
    Material material,
    String answer) {

  static final String PLAIN = "plain";

  Item {
    if (label != Grade.nearest(label).score()) {
      throw new IllegalArgumentException(
          "The label of %s is %s: write 0, 0.25, 0.5, 0.75 or 1.".formatted(name, label));
    }
  }
}
