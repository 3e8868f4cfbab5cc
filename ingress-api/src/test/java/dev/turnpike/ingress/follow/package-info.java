@NullMarked
package dev.turnpike.ingress.follow;

import org.jspecify.annotations.NullMarked;
