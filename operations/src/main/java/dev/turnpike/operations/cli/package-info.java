/** The commands, and how all command lines of Turnpike behave. */
@NullMarked
package dev.turnpike.operations.cli;

import org.jspecify.annotations.NullMarked;
