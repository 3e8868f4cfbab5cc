package dev.turnpike.memory.eval;

/** Whose answers are played, which says how much of the result is the pipeline's own. */
public enum Examinee {
  /** The dialogues' own answers: everything else must be right too. */
  PERFECT,
  /** The built-in simulated model, which knows a few English patterns. */
  SIMULATED,
  /** A model of the catalogue. */
  MODEL
}
