/** The processes and servers of one cluster, each of which can be taken away and brought back. */
@NullMarked
package dev.turnpike.chaos.cluster;

import org.jspecify.annotations.NullMarked;
