/**
 * What administrators see of the running system, and the one thing that they can do here: drive a
 * dead letter again.
 *
 * <p>Everything is read from where it is kept anyway (the database, the log), never asked of
 * another service: what is broken may be the service.
 */
@NullMarked
package dev.turnpike.ingress.operations;

import org.jspecify.annotations.NullMarked;
