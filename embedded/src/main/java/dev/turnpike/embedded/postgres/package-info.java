/** A PostgreSQL server with pgvector that this JVM starts, guards and stops. */
@NullMarked
package dev.turnpike.embedded.postgres;

import org.jspecify.annotations.NullMarked;
