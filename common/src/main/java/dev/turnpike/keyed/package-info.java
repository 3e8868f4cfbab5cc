/**
 * Keyed consumption: many records of one topic in flight on virtual threads, in order per key.
 *
 * <p>Knows Kafka and nothing of turns. {@link dev.turnpike.keyed.KeyedConsumer} is the door.
 */
@NullMarked
package dev.turnpike.keyed;

import org.jspecify.annotations.NullMarked;
