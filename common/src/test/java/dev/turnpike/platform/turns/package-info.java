@NullMarked
package dev.turnpike.platform.turns;

import org.jspecify.annotations.NullMarked;
