/** How long turns wait for a worker, and when that is too long to accept another. */
@NullMarked
package dev.turnpike.ingress.backlog;

import org.jspecify.annotations.NullMarked;
