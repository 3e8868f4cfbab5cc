@NullMarked
package dev.turnpike.bench.memory;

import org.jspecify.annotations.NullMarked;
