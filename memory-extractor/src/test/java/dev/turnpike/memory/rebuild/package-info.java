@NullMarked
package dev.turnpike.memory.rebuild;

import org.jspecify.annotations.NullMarked;
