/** Clients of the cluster, who note what was promised to them and what they got. */
@NullMarked
package dev.turnpike.chaos.load;

import org.jspecify.annotations.NullMarked;
