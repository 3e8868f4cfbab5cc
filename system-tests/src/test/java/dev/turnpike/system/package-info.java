/** Whole systems, as people start them. */
@NullMarked
package dev.turnpike.system;

import org.jspecify.annotations.NullMarked;
