/**
 * How a model judges under one rubric: a turn by {@link dev.turnpike.judge.verdict.Judge}, two
 * turns against each other by {@link dev.turnpike.judge.verdict.PairwiseJudge}.
 */
@NullMarked
package dev.turnpike.judge.verdict;

import org.jspecify.annotations.NullMarked;
