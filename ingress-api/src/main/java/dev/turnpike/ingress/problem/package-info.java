/** Errors as RFC 9457 problem details: one shape, one place that translates, one that writes. */
@NullMarked
package dev.turnpike.ingress.problem;

import org.jspecify.annotations.NullMarked;
