/** How a model judges one turn under one rubric: {@link dev.turnpike.judge.verdict.Judge}. */
@NullMarked
package dev.turnpike.judge.verdict;

import org.jspecify.annotations.NullMarked;
