/** A collector of traces that tests can ask what it was sent. */
@NullMarked
package dev.turnpike.testing.traces;

import org.jspecify.annotations.NullMarked;
