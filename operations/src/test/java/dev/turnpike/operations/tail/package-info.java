@NullMarked
package dev.turnpike.operations.tail;

import org.jspecify.annotations.NullMarked;
