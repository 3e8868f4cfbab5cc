/** Kafka brokers that run inside this JVM. */
@NullMarked
package dev.turnpike.embedded.broker;

import org.jspecify.annotations.NullMarked;
