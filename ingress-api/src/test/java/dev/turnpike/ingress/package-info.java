@NullMarked
package dev.turnpike.ingress;

import org.jspecify.annotations.NullMarked;
