/** Ending logins. */
@NullMarked
package dev.turnpike.ingress.logout;

import org.jspecify.annotations.NullMarked;
