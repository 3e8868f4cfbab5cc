/** Distributions of times, and differences between two of them. */
@NullMarked
package dev.turnpike.bench.stats;

import org.jspecify.annotations.NullMarked;
