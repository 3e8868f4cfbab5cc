/** What the simulated model says: from a request to text, tool calls or JSON, without any HTTP. */
@NullMarked
package dev.turnpike.embedded.model.answers;

import org.jspecify.annotations.NullMarked;
