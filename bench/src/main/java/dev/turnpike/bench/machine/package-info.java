/** What the operating system knows: processor time, memory, load, and whose they are. */
@NullMarked
package dev.turnpike.bench.machine;

import org.jspecify.annotations.NullMarked;
