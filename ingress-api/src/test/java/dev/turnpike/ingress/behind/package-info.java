@NullMarked
package dev.turnpike.ingress.behind;

import org.jspecify.annotations.NullMarked;
