/** Tests of what is told of sessions. */
@NullMarked
package dev.turnpike.ingress.history;

import org.jspecify.annotations.NullMarked;
