/** OpenAI's chat completion format, as a server reads and writes it. */
@NullMarked
package dev.turnpike.embedded.model.wire;

import org.jspecify.annotations.NullMarked;
