/**
 * From a completed turn to facts: who may be learned from, what the model is asked, what is never
 * kept. {@link dev.turnpike.memory.extraction.TurnLearner} is the door.
 */
@NullMarked
package dev.turnpike.memory.extraction;

import org.jspecify.annotations.NullMarked;
