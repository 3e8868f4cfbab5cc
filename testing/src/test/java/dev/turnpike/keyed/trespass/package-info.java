/** Breaks the boundary rules on purpose, to see that they notice. */
@NullMarked
package dev.turnpike.keyed.trespass;

import org.jspecify.annotations.NullMarked;
