/**
 * What is known about a user, as the agent workers ask for it: {@link
 * dev.turnpike.memory.recall.MemoryRecall}. Needs no application of ours, only the database.
 */
@NullMarked
package dev.turnpike.memory.recall;

import org.jspecify.annotations.NullMarked;
