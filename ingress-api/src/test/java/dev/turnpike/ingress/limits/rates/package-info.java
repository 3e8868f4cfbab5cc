@NullMarked
package dev.turnpike.ingress.limits.rates;

import org.jspecify.annotations.NullMarked;
