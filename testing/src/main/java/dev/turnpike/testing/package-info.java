/** Fixtures that the modules' tests share. */
@NullMarked
package dev.turnpike.testing;

import org.jspecify.annotations.NullMarked;
