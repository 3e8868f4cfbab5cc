/** What the person at the terminal sees: steps with their times, and refusals in one sentence. */
@NullMarked
package dev.turnpike.local.console;

import org.jspecify.annotations.NullMarked;
