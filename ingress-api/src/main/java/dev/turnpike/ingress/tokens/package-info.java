/** Who calls: signed tokens for users and for sessions, and the rules which call takes which. */
@NullMarked
package dev.turnpike.ingress.tokens;

import org.jspecify.annotations.NullMarked;
