/** Clients that hold streams open and note when each token came. */
@NullMarked
package dev.turnpike.bench.load;

import org.jspecify.annotations.NullMarked;
