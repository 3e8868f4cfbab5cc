package dev.turnpike.judge.trial;

import dev.turnpike.judge.verdict.Winner;

/**
 * Two answers to the same message, and which is better under a rubric by those who labelled them.
 *
 * @param why in one line
 * @param kind what makes it hard, or {@link Item#PLAIN}
 * @param language its ISO 639-1 code
 */
record Pair(
    String name,
    Winner better,
    String why,
    String kind,
    String language,
    Material material,
    String a,
    String b) {}
