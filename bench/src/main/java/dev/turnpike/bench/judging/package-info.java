/** What judging costs: {@link dev.turnpike.bench.judging.JudgingBench}. */
@NullMarked
package dev.turnpike.bench.judging;

import org.jspecify.annotations.NullMarked;
