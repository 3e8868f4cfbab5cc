@NullMarked
package dev.turnpike.judge;

import org.jspecify.annotations.NullMarked;
