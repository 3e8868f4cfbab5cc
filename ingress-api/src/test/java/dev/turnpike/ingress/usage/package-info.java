@NullMarked
package dev.turnpike.ingress.usage;

import org.jspecify.annotations.NullMarked;
