@NullMarked
package dev.turnpike.ingress.stream;

import org.jspecify.annotations.NullMarked;
