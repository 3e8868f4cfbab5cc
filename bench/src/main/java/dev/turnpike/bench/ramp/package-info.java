/** Raises the rate at which chats arrive until Turnpike no longer keeps up: where its knee is. */
@NullMarked
package dev.turnpike.bench.ramp;

import org.jspecify.annotations.NullMarked;
