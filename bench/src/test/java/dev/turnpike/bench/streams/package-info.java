@NullMarked
package dev.turnpike.bench.streams;

import org.jspecify.annotations.NullMarked;
