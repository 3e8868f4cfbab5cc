/** What the person at the terminal sees: steps with their times, and refusals in one sentence. */
@NullMarked
package dev.turnpike.operations.console;

import org.jspecify.annotations.NullMarked;
