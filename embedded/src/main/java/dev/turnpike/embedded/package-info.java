/** What the embedded parts share: their data folders, ports and start failures. */
@NullMarked
package dev.turnpike.embedded;

import org.jspecify.annotations.NullMarked;
