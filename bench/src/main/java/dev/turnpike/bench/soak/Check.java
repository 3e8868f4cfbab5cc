package dev.turnpike.bench.soak;

/**
 * One claim about the run and whether it held.
 *
 * @param claim what must be so
 * @param found what was
 */
record Check(String claim, boolean held, String found) {}
