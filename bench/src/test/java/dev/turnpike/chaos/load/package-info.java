@NullMarked
package dev.turnpike.chaos.load;

import org.jspecify.annotations.NullMarked;
