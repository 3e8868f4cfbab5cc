/** The order of a measurement, and what comes out of it. */
@NullMarked
package dev.turnpike.bench.compare;

import org.jspecify.annotations.NullMarked;
