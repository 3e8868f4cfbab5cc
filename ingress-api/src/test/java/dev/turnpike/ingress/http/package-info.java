/** Tests of what belongs to no capability. */
@NullMarked
package dev.turnpike.ingress.http;

import org.jspecify.annotations.NullMarked;
