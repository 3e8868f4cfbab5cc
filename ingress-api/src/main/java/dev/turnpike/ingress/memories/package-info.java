/** What is remembered about a user: read, searched, deleted and switched off by the user. */
@NullMarked
package dev.turnpike.ingress.memories;

import org.jspecify.annotations.NullMarked;
