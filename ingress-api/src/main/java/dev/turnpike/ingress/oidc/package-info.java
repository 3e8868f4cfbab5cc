/** An OpenID Connect issuer that keeps the accounts in place of this service. */
@NullMarked
package dev.turnpike.ingress.oidc;

import org.jspecify.annotations.NullMarked;
