@NullMarked
package dev.turnpike.chaos.kernel;

import org.jspecify.annotations.NullMarked;
