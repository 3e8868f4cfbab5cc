/** Lines from a person at a terminal, with editing and a history. */
@NullMarked
package dev.turnpike.local.chat.prompt;

import org.jspecify.annotations.NullMarked;
