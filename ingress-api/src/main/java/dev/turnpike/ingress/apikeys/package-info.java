/** Keys to the OpenAI-compatible API: made, listed, checked, revoked. */
@NullMarked
package dev.turnpike.ingress.apikeys;

import org.jspecify.annotations.NullMarked;
