@NullMarked
package dev.turnpike.local.tail;

import org.jspecify.annotations.NullMarked;
