/** How soon a completed turn is in the rollups, and what counting costs. */
@NullMarked
package dev.turnpike.bench.analytics;

import org.jspecify.annotations.NullMarked;
