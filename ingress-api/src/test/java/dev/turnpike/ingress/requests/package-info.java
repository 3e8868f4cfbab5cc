/** Tests of what is done for every request before anything else. */
@NullMarked
package dev.turnpike.ingress.requests;

import org.jspecify.annotations.NullMarked;
