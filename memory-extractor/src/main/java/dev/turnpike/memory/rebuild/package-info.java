/**
 * Learns everything anew from the log, beside what is known, and puts it in its place: {@link
 * dev.turnpike.memory.rebuild.MemoryRebuild} is the door.
 */
@NullMarked
package dev.turnpike.memory.rebuild;

import org.jspecify.annotations.NullMarked;
