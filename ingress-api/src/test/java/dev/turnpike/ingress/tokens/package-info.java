@NullMarked
package dev.turnpike.ingress.tokens;

import org.jspecify.annotations.NullMarked;
