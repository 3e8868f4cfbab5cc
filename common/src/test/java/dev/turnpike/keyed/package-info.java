@NullMarked
package dev.turnpike.keyed;

import org.jspecify.annotations.NullMarked;
