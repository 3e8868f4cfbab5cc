/** What streams cost while they are open and nothing is said. */
@NullMarked
package dev.turnpike.bench.streams;

import org.jspecify.annotations.NullMarked;
