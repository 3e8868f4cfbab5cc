/** Tests without a server. */
@NullMarked
package dev.turnpike.embedded.model.knobs;

import org.jspecify.annotations.NullMarked;
