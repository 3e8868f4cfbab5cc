@NullMarked
package dev.turnpike.ingress.apikeys;

import org.jspecify.annotations.NullMarked;
