/** Tests without a server. */
@NullMarked
package dev.turnpike.embedded.model.answers;

import org.jspecify.annotations.NullMarked;
