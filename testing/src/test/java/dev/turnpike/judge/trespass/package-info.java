/** Breaks the boundary rules on purpose, to see that they notice. */
@NullMarked
package dev.turnpike.judge.trespass;

import org.jspecify.annotations.NullMarked;
