/** What model calls took, for those who tell a person. */
@NullMarked
package dev.turnpike.memory.consumption;

import org.jspecify.annotations.NullMarked;
