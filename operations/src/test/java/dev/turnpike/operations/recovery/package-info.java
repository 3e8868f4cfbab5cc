@NullMarked
package dev.turnpike.operations.recovery;

import org.jspecify.annotations.NullMarked;
