/**
 * How good the memory is: scripted dialogues, what should be known after each, and what is. {@link
 * dev.turnpike.memory.eval.MemoryEvaluation} is the door.
 */
@NullMarked
package dev.turnpike.memory.eval;

import org.jspecify.annotations.NullMarked;
