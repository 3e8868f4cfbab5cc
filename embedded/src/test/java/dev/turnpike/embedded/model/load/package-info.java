/** Measures the simulated model under load; run by hand, not by the build. */
@NullMarked
package dev.turnpike.embedded.model.load;

import org.jspecify.annotations.NullMarked;
