package dev.turnpike.judge.evaluation;

/** Whether one check of one answer holds. */
public record CheckResult(String check, boolean passed) {}
