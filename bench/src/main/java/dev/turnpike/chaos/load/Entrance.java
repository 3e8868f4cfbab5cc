package dev.turnpike.chaos.load;

import java.net.URI;

/**
 * Where clients come in: an ingress node, as they know it.
 *
 * @param name as in {@code ingress-api-1}
 */
record Entrance(String name, URI url) {}
