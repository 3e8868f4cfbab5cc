/**
 * What a run borrows from the kernel of this machine: network namespaces and a small file system.
 * All of it is given back when the run ends, and by the next run if it was killed.
 */
@NullMarked
package dev.turnpike.chaos.kernel;

import org.jspecify.annotations.NullMarked;
