@NullMarked
package dev.turnpike.ingress.turns;

import org.jspecify.annotations.NullMarked;
