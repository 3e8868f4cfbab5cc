/**
 * How good a judge is: answers with labels, what the judge gives them, and how far the two agree.
 * {@link dev.turnpike.judge.trial.JudgeTrial} is the door.
 */
@NullMarked
package dev.turnpike.judge.trial;

import org.jspecify.annotations.NullMarked;
