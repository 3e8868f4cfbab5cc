@NullMarked
package dev.turnpike.operations.console;

import org.jspecify.annotations.NullMarked;
