/** Server-Sent Events over Jetty: bounded streams, one write for each poll, heartbeats. */
@NullMarked
package dev.turnpike.ingress.stream;

import org.jspecify.annotations.NullMarked;
