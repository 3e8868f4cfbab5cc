/** Conversations of a user: created, listed, renamed, deleted. */
@NullMarked
package dev.turnpike.ingress.sessions;

import org.jspecify.annotations.NullMarked;
