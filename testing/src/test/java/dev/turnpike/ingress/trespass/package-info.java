/** Breaks the boundary rules on purpose, to see that they notice. */
@NullMarked
package dev.turnpike.ingress.trespass;

import org.jspecify.annotations.NullMarked;
