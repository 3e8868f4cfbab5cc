/** A schema registry with Confluent's REST API that runs inside a JVM. */
@NullMarked
package dev.turnpike.embedded.registry;

import org.jspecify.annotations.NullMarked;
