/** Tests without a server. */
@NullMarked
package dev.turnpike.embedded.model.wire;

import org.jspecify.annotations.NullMarked;
