@NullMarked
package dev.turnpike.ingress.audit;

import org.jspecify.annotations.NullMarked;
