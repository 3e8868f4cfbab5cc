package dev.turnpike.judge.verdict;

import dev.turnpike.judge.rubric.Rubric;

/**
 * A rubric and the model that judges under it.
 *
 * @param model its name in the catalogue
 * @param simulated whether that is the built-in simulated model
 */
public record Assignment(Rubric rubric, String model, boolean simulated) {}
