/** Users who want to be forgotten. */
@NullMarked
package dev.turnpike.ingress.forget;

import org.jspecify.annotations.NullMarked;
