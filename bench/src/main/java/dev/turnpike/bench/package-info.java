/** The bench: what Turnpike adds to the model's own time, and what it costs. */
@NullMarked
package dev.turnpike.bench;

import org.jspecify.annotations.NullMarked;
