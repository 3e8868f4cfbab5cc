package dev.turnpike.bench.machine;

/** Whose work a process does, in the sum of what a turn costs. */
public enum Share {
  /** On the way of every token: ingress, worker, broker, database. */
  PATH,
  /** After the turn: memory and judging. */
  BACKGROUND,
  /** The simulated model, which stands for somebody else's machine. */
  MODEL,
  /** The bench itself. */
  GENERATOR
}
