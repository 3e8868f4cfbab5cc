/** Asks an agent what a data set asks, grades the answers, and compares them with earlier ones. */
@NullMarked
package dev.turnpike.judge.evaluation;

import org.jspecify.annotations.NullMarked;
