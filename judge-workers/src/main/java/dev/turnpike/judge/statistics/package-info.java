/**
 * Figures that say how far two judges, or two runs, agree, and how sure that is. Pure functions,
 * each with its source; what can't be said of the given numbers is {@code NaN}, never a guess.
 */
@NullMarked
package dev.turnpike.judge.statistics;

import org.jspecify.annotations.NullMarked;
