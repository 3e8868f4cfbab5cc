@NullMarked
package dev.turnpike.ingress.limits;

import org.jspecify.annotations.NullMarked;
