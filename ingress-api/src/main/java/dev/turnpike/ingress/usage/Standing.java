package dev.turnpike.ingress.usage;

/**
 * Where the holder of a budget stands.
 *
 * @param typical turns that tell what another one will use; of none when nothing does
 * @param openTurns accepted and not booked
 */
record Standing(Spent spent, Amounts typical, int openTurns) {}
