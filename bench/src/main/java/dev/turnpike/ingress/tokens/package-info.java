/**
 * Micro-benchmarks of this package's work for each call. They are in it, as what they measure is
 * private to it, and in this module, so that nothing that is shipped knows JMH.
 */
@NullMarked
package dev.turnpike.ingress.tokens;

import org.jspecify.annotations.NullMarked;
