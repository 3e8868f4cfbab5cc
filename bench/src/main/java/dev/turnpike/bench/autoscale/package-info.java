/**
 * A model of agent workers that an autoscaler makes more and fewer, to compare what it may be told:
 * events in simulated time, with the numbers of the manifests and of what was measured.
 */
@NullMarked
package dev.turnpike.bench.autoscale;

import org.jspecify.annotations.NullMarked;
