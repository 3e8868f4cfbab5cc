/** What a turn and a stream cost while one thing about the system grows ten-fold. */
@NullMarked
package dev.turnpike.bench.growth;

import org.jspecify.annotations.NullMarked;
