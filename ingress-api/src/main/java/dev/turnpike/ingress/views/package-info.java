/** What other services publish in the database, and may not have published yet. */
@NullMarked
package dev.turnpike.ingress.views;

import org.jspecify.annotations.NullMarked;
