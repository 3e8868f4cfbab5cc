/** The system that {@code ./turnpike up} runs on a data folder, as other commands find it. */
@NullMarked
package dev.turnpike.operations.running;

import org.jspecify.annotations.NullMarked;
