@NullMarked
package dev.turnpike.memory.extraction;

import org.jspecify.annotations.NullMarked;
