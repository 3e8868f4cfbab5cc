@NullMarked
package dev.turnpike.memory.book;

import org.jspecify.annotations.NullMarked;
