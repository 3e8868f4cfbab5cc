/** Breaks the boundary rules on purpose, to see that they notice. */
@NullMarked
package dev.turnpike.agent.trespass;

import org.jspecify.annotations.NullMarked;
