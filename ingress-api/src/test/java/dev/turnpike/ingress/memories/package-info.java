@NullMarked
package dev.turnpike.ingress.memories;

import org.jspecify.annotations.NullMarked;
