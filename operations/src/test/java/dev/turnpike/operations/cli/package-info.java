@NullMarked
package dev.turnpike.operations.cli;

import org.jspecify.annotations.NullMarked;
