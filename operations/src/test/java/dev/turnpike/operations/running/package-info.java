@NullMarked
package dev.turnpike.operations.running;

import org.jspecify.annotations.NullMarked;
