/** How a simulated model is told what to do: its name, read as a small language. */
@NullMarked
package dev.turnpike.embedded.model.knobs;

import org.jspecify.annotations.NullMarked;
