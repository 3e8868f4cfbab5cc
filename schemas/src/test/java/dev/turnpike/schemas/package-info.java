@NullMarked
package dev.turnpike.schemas;

import org.jspecify.annotations.NullMarked;
