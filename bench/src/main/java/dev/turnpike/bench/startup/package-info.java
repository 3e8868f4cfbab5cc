/** How soon a worker that is started is of use. */
@NullMarked
package dev.turnpike.bench.startup;

import org.jspecify.annotations.NullMarked;
