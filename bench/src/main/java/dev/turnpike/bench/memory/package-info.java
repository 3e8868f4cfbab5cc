/** What memory costs: recall in the worker, learning in the extractor. */
@NullMarked
package dev.turnpike.bench.memory;

import org.jspecify.annotations.NullMarked;
