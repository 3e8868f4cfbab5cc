@NullMarked
package dev.turnpike.chaos;

import org.jspecify.annotations.NullMarked;
