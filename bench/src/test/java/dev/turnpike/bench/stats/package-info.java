@NullMarked
package dev.turnpike.bench.stats;

import org.jspecify.annotations.NullMarked;
