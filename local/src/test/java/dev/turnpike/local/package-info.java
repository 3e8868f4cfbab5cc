@NullMarked
package dev.turnpike.local;

import org.jspecify.annotations.NullMarked;
