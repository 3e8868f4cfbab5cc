@NullMarked
package dev.turnpike.memory.embedding;

import org.jspecify.annotations.NullMarked;
