package dev.turnpike.agent.turns;

/** A higher attempt at the turn has begun: this one ends without a word. */
final class FencedException extends Exception {}
