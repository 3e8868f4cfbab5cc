@NullMarked
package dev.turnpike.stress;

import org.jspecify.annotations.NullMarked;
