@NullMarked
package dev.turnpike.ingress.oidc;

import org.jspecify.annotations.NullMarked;
