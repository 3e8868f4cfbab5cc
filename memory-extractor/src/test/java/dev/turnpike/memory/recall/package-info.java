@NullMarked
package dev.turnpike.memory.recall;

import org.jspecify.annotations.NullMarked;
