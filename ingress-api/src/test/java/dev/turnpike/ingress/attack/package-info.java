@NullMarked
package dev.turnpike.ingress.attack;

import org.jspecify.annotations.NullMarked;
