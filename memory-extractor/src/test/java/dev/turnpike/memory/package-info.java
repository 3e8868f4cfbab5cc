@NullMarked
package dev.turnpike.memory;

import org.jspecify.annotations.NullMarked;
