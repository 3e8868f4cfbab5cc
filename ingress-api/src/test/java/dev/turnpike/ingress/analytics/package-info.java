@NullMarked
package dev.turnpike.ingress.analytics;

import org.jspecify.annotations.NullMarked;
