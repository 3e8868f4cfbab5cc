/** What was said in sessions: page by page, and searched. */
@NullMarked
package dev.turnpike.ingress.history;

import org.jspecify.annotations.NullMarked;
