/** Accepted turns, whoever answers them: whose they are, how to cancel them, their scores. */
@NullMarked
package dev.turnpike.ingress.turns;

import org.jspecify.annotations.NullMarked;
