/** Turns as streams: from the log to a client, over any number of interruptions. */
@NullMarked
package dev.turnpike.ingress.follow;

import org.jspecify.annotations.NullMarked;
