/** Refuses work at once while what it needs is known to be away. */
@NullMarked
package dev.turnpike.ingress.gate;

import org.jspecify.annotations.NullMarked;
