@NullMarked
package dev.turnpike.memory.eval;

import org.jspecify.annotations.NullMarked;
